package dev.ringfence.jupiter;

import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * Thrown by a check or an assertion that saw growth. The worker runs the test again and replaces it by a verdict; where
 * a test catches it, it reads as a failure that is not confirmed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SuspicionError extends AssertionFailedError {
    private static final long serialVersionUID = 1L;
    private final transient Suspicion suspicion;

    /** Makes an error with the message of an unconfirmed failure. */
    public SuspicionError(String message, Suspicion suspicion, Throwable cause) {
        super(message, cause);
        this.suspicion = suspicion;
    }

    /** Returns what is suspected. */
    public Suspicion suspicion() {
        return suspicion;
    }
}
