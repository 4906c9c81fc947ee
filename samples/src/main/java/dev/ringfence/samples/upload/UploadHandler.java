package dev.ringfence.samples.upload;

import java.io.InputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Turns {@code PUT /uploads/NAME} into an {@link Upload}, and what becomes of it into an answer. */
final class UploadHandler extends Handler.Abstract {
    static final String CHECKSUM_HEADER = "X-Checksum-SHA256";
    private static final String PREFIX = "/uploads/";
    private final Uploads uploads;

    UploadHandler(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(PREFIX)) return false;
        if (!HttpMethod.PUT.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.PUT.asString());
            answer(405, "only PUT is understood here", response, callback);
            return true;
        }
        try (InputStream content = Content.Source.asInputStream(request)) {
            Receipt receipt = uploads.accept(upload(request, path.substring(PREFIX.length()), content));
            answer(201, receipt.name() + " stored, " + receipt.sizeInBytes() + " bytes", response, callback);
        } catch (UploadRejectedException e) {
            answer(e.status(), String.valueOf(e.getMessage()), response, callback);
        }
        return true;
    }

    private static Upload upload(Request request, String name, InputStream content) {
        return new Upload(name, contentType(request), header(request, CHECKSUM_HEADER), content);
    }

    private static String contentType(Request request) {
        return HttpField.getValueParameters(header(request, HttpHeader.CONTENT_TYPE.asString()), null);
    }

    private static String header(Request request, String name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private static void answer(int status, String text, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        Content.Sink.write(response, true, text + "\n", callback);
    }
}
