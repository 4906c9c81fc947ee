package dev.ringfence.channel;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closes things on the way out of a failure, which keeps a second failure as suppressed. */
final class Closing {
    private Closing() {}

    static void quietly(@Nullable Closeable closeable, Throwable failure) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
