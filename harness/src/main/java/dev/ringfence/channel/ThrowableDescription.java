package dev.ringfence.channel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/**
 * What can be said of any throwable, whether or not it can be serialised.
 *
 * @param className name of its class
 * @param text what {@link Throwable#toString} returned
 * @param assertion whether it is an {@link AssertionError}
 * @param expected text of the expected value of an {@link AssertionFailedError}
 * @param actual text of the actual value of one
 */
record ThrowableDescription(
        String className,
        String text,
        @Nullable String message,
        boolean assertion,
        @Nullable String expected,
        @Nullable String actual,
        List<StackTraceElement> stack,
        @Nullable ThrowableDescription cause,
        List<ThrowableDescription> suppressed)
        implements Serializable {

    /** Longest message that is kept whole: a failure with a dump of a gigabyte must still fit into a frame. */
    private static final int MESSAGE_CHARACTERS = 1 << 20;

    private static final int DEPTH = 50;

    static ThrowableDescription of(Throwable throwable) {
        return of(throwable, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static ThrowableDescription of(Throwable throwable, Set<Throwable> seen) {
        seen.add(throwable);
        Throwable cause = throwable.getCause();
        List<ThrowableDescription> suppressed = new ArrayList<>();
        for (Throwable one : throwable.getSuppressed()) {
            if (isNew(one, seen)) {
                suppressed.add(of(one, seen));
            }
        }
        AssertionFailedError failure = throwable instanceof AssertionFailedError error ? error : null;
        return new ThrowableDescription(
                throwable.getClass().getName(),
                shorten(textOf(throwable)),
                shortenOptional(messageOf(throwable)),
                throwable instanceof AssertionError,
                failure == null ? null : valueOf(failure.getExpected()),
                failure == null ? null : valueOf(failure.getActual()),
                List.of(throwable.getStackTrace()),
                cause != null && isNew(cause, seen) ? of(cause, seen) : null,
                List.copyOf(suppressed));
    }

    private static boolean isNew(Throwable throwable, Set<Throwable> seen) {
        return !seen.contains(throwable) && seen.size() < DEPTH;
    }

    private static @Nullable String valueOf(@Nullable ValueWrapper value) {
        return value == null ? null : shorten(value.getStringRepresentation());
    }

    // The two methods are the user's and may throw; a failure must be shown nevertheless.

    private static String textOf(Throwable throwable) {
        try {
            String text = throwable.toString();
            return text == null ? throwable.getClass().getName() : text;
        } catch (RuntimeException | LinkageError e) {
            return throwable.getClass().getName() + " (its toString() threw "
                    + e.getClass().getName() + ")";
        }
    }

    private static @Nullable String messageOf(Throwable throwable) {
        try {
            return throwable.getMessage();
        } catch (RuntimeException | LinkageError e) {
            return "(getMessage() threw " + e.getClass().getName() + ")";
        }
    }

    private static @Nullable String shortenOptional(@Nullable String text) {
        return text == null ? null : shorten(text);
    }

    private static String shorten(String text) {
        return text.length() <= MESSAGE_CHARACTERS
                ? text
                : text.substring(0, MESSAGE_CHARACTERS) + "… and " + (text.length() - MESSAGE_CHARACTERS)
                        + " more characters";
    }

    /** Returns a throwable that reads like the one described. */
    Throwable toProxy() {
        Throwable proxy = assertion ? new RemoteAssertionError(this) : new RemoteException(this);
        proxy.setStackTrace(stack.toArray(StackTraceElement[]::new));
        if (cause != null) {
            proxy.initCause(cause.toProxy());
        }
        for (ThrowableDescription one : suppressed) {
            proxy.addSuppressed(one.toProxy());
        }
        return proxy;
    }
}
