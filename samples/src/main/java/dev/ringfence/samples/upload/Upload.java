package dev.ringfence.samples.upload;

import java.io.InputStream;
import java.util.Objects;

/**
 * One upload, as its sender announces it.
 *
 * @param name the file name in the store
 * @param contentType the media type, without parameters
 * @param sha256 the checksum of the content, 64 lower-case hexadecimal digits
 * @param content the content, read once; whoever made this record closes it
 */
public record Upload(String name, String contentType, String sha256, InputStream content) {
    public Upload {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(content, "content");
    }
}
