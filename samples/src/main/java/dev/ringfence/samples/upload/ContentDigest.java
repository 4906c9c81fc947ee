package dev.ringfence.samples.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Size and checksum of content that was copied.
 *
 * @param sizeInBytes how many bytes were copied
 * @param sha256 their checksum, 64 lower-case hexadecimal digits
 */
record ContentDigest(long sizeInBytes, String sha256) {
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Copies content and digests it. Stops early, with a size above the limit, where there is more than the limit. */
    static ContentDigest ofCopy(InputStream from, OutputStream to, long limitInBytes) throws IOException {
        MessageDigest digest = newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = from.read(buffer); read >= 0 && size <= limitInBytes; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            digest.update(buffer, 0, read);
            size += read;
        }
        return new ContentDigest(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
