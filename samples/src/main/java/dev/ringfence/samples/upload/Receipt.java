package dev.ringfence.samples.upload;

import java.util.Objects;

/**
 * What a sender gets for an upload that was stored.
 *
 * @param name the file name in the store
 * @param sizeInBytes its size
 * @param sha256 its checksum, 64 lower-case hexadecimal digits
 */
public record Receipt(String name, long sizeInBytes, String sha256) {
    public Receipt {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sha256, "sha256");
    }
}
