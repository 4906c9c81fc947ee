package dev.ringfence.assertions.error;

import dev.ringfence.jupiter.FailureKind;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * An assertion could not be judged: what it needs was not observed, or the recording is not complete. The message
 * begins with {@code cannot tell} and says what is missing. It
 * never means that the code under test is wrong, and it is never a pass.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CannotTellError extends AssertionFailedError implements FailureKind {
    private static final long serialVersionUID = 1L;

    /** Makes an error with this message. */
    public CannotTellError(String message) {
        super(message);
    }

    /** Makes an error with this message, and the opening of a suspected leak as its cause. */
    public CannotTellError(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public Kind kind() {
        return Kind.CANNOT_TELL;
    }
}
