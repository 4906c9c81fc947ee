package dev.ringfence.channel;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of the forked JVM whose type this JVM cannot make. Reads like it: same text, message, stack,
 * causes and suppressed exceptions.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings(
        "OverrideThrowableToString") // Reads as the throwable that it stands for, whose text has its own class.
public final class RemoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String className;
    private final String text;

    RemoteException(ThrowableDescription description) {
        super(description.message());
        this.className = description.className();
        this.text = description.text();
    }

    /** Returns the name of the class of the exception it stands for. */
    public String className() {
        return className;
    }

    @Override
    public @Nullable String getMessage() {
        return super.getMessage();
    }

    @Override
    public String toString() {
        return text;
    }
}
