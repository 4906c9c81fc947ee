package dev.ringfence.channel;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A fault of this harness or of its start, not of the test: nothing was judged. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HarnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception whose message says what happened and shows what is known of it. */
    public HarnessException(String message) {
        super(message);
    }

    /** Makes an exception with its cause. */
    public HarnessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
