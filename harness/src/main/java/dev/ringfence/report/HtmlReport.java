package dev.ringfence.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/**
 * Renders a recording as one HTML page that needs nothing else: no script, no network, light and dark. Everything that
 * comes from the recording is escaped.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HtmlReport {
    private static final Template TEMPLATE = compile();

    private HtmlReport() {}

    /**
     * Returns the page.
     *
     * @param title such as {@code UploadServiceIT.uploads}
     * @param failureMessage the message of the failure; empty for a test that passed
     */
    public static String render(Recording recording, String title, String failureMessage) {
        return TEMPLATE.execute(ReportModel.of(recording, title, failureMessage));
    }

    private static Template compile() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.mustache")) {
            if (in == null) throw new IllegalStateException("resource report.mustache is missing");
            return Mustache.compiler().escapeHTML(true).compile(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("resource report.mustache", e);
        }
    }
}
