package dev.ringfence.channel;

import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * Stands for an {@link AssertionError} of the forked JVM whose type this JVM cannot make. Reads like it: same text,
 * message, stack, causes and, for an {@link AssertionFailedError}, the texts of expected and actual.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings(
        "OverrideThrowableToString") // Reads as the throwable that it stands for, whose text has its own class.
public final class RemoteAssertionError extends AssertionFailedError {
    private static final long serialVersionUID = 1L;
    private final String className;
    private final String text;
    private final boolean compares;

    RemoteAssertionError(ThrowableDescription description) {
        super(description.message(), description.expected(), description.actual());
        this.className = description.className();
        this.text = description.text();
        this.compares = description.expected() != null || description.actual() != null;
    }

    /** Returns the name of the class of the error it stands for. */
    public String className() {
        return className;
    }

    @Override
    public boolean isExpectedDefined() {
        return compares && super.isExpectedDefined();
    }

    @Override
    public boolean isActualDefined() {
        return compares && super.isActualDefined();
    }

    @Override
    public String toString() {
        return text;
    }
}
