package dev.ringfence.worker;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The harness itself failed, not the code under test. The message says what was expected and what came instead. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HarnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception whose message says what was expected and what came instead. */
    public HarnessException(String message) {
        super(message);
    }

    /** Makes an exception with its cause. */
    public HarnessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
