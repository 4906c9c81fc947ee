package dev.ringfence.samples.upload;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be uploaded.
 *
 * @param maxSizeInBytes the largest content
 * @param contentTypes the media types that are accepted
 */
public record UploadRules(long maxSizeInBytes, Set<String> contentTypes) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public UploadRules {
        if (maxSizeInBytes < 1)
            throw new IllegalArgumentException("maxSizeInBytes must be positive but was " + maxSizeInBytes);
        contentTypes = Set.copyOf(contentTypes);
    }

    /** Checks what can be told before the content is read. */
    void checkAnnouncement(Upload upload) throws UploadRejectedException {
        if (!NAME.matcher(upload.name()).matches()) {
            throw new UploadRejectedException(400, "the name may hold letters, digits, dot, dash and underscore");
        }
        if (!contentTypes.contains(upload.contentType())) {
            throw new UploadRejectedException(415, "the content type is not accepted: " + upload.contentType());
        }
        if (!SHA_256.matcher(upload.sha256()).matches()) {
            throw new UploadRejectedException(400, "the checksum header must hold 64 lower-case hexadecimal digits");
        }
    }

    /** Checks what arrived against what was announced. */
    void checkContent(Upload upload, ContentDigest arrived) throws UploadRejectedException {
        if (arrived.sizeInBytes() > maxSizeInBytes) {
            throw new UploadRejectedException(413, "the content is larger than " + maxSizeInBytes + " bytes");
        }
        if (!arrived.sha256().equals(upload.sha256())) {
            throw new UploadRejectedException(422, "the checksum does not match the content");
        }
    }
}
