package dev.ringfence.samples.upload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A sender of uploads over real HTTP. Keeps its connection alive between requests. */
public final class UploadClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Sends text with the checksum that belongs to it. */
    public HttpResponse<String> send(URI uri, String text) throws IOException, InterruptedException {
        return send(uri, "text/plain", text, sha256(text));
    }

    /** Sends text with a checksum that belongs to other text. */
    public HttpResponse<String> sendDamaged(URI uri, String text) throws IOException, InterruptedException {
        return send(uri, "text/plain", text, sha256(text + " as it was before"));
    }

    /** Sends text as it is told to. */
    public HttpResponse<String> send(URI uri, String contentType, String text, String sha256)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", contentType)
                .header(UploadHandler.CHECKSUM_HEADER, sha256)
                .PUT(BodyPublishers.ofString(text))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
