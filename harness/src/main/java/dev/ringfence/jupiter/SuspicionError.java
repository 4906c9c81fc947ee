package dev.ringfence.jupiter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Thrown by a check or an assertion that saw growth. The worker runs the test again and replaces it by a verdict; where
 * a test catches it, it reads as a failure that is not confirmed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SuspicionError extends AssertionFailedError {
    private static final long serialVersionUID = 1L;
    private final transient Suspicion suspicion;
    private transient @Nullable Evidence evidence;

    /** Writes the report of a failure from what was recorded when it was suspected. */
    @FunctionalInterface
    interface Evidence {
        Optional<Path> write(Throwable finalFailure) throws IOException;
    }

    /** Makes an error with the message of an unconfirmed failure. */
    public SuspicionError(String message, Suspicion suspicion, @Nullable Throwable cause) {
        super(message, cause);
        this.suspicion = suspicion;
    }

    /** Returns what is suspected. */
    public Suspicion suspicion() {
        return suspicion;
    }

    /** Returns the same error, of what fails no test when it is confirmed. */
    SuspicionError asWarningOf(String check) {
        SuspicionError warning =
                new SuspicionError(String.valueOf(getMessage()), new WarnedSuspicion(suspicion, check), getCause());
        warning.setStackTrace(getStackTrace());
        return warning;
    }

    void keep(Evidence recorded) {
        evidence = recorded;
    }

    /**
     * Writes the report of the failure that this suspicion has become.
     *
     * @return the file, or empty where none is wanted
     */
    public Optional<Path> writeReport(Throwable finalFailure) throws IOException {
        return evidence == null ? Optional.empty() : evidence.write(finalFailure);
    }
}
