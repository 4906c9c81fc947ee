package dev.ringfence.samples.upload;

import java.io.IOException;

/** Takes uploads. The server calls it from many threads. */
@FunctionalInterface
public interface Uploads {

    /**
     * Stores an upload under its name, whole or not at all.
     *
     * @throws UploadRejectedException for an upload that breaks a rule; nothing of it remains
     */
    Receipt accept(Upload upload) throws IOException, UploadRejectedException;
}
