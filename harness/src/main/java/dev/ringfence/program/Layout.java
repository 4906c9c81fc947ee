package dev.ringfence.program;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * How lines look.
 *
 * @param column where results stand ({@code -a})
 * @param clock the time of a line ({@code -t})
 * @param relative whether lines tell the time since the one before ({@code -r})
 * @param durations whether calls tell how long they took ({@code -T})
 * @param callNumbers whether calls tell their number ({@code -n})
 * @param instructionPointers whether calls tell from where they were made ({@code -i})
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Layout(
        int column,
        Clock clock,
        boolean relative,
        boolean durations,
        boolean callNumbers,
        boolean instructionPointers) {
    /** strace's default. */
    public static final Layout DEFAULT = new Layout(40, Clock.NONE, false, false, false, false);

    /** Which time of day a line begins with. */
    public enum Clock {
        NONE,
        SECONDS,
        MICROSECONDS,
        /** Seconds since 1970, with microseconds. */
        EPOCH
    }

    public Layout {
        if (column < 0) throw new IllegalArgumentException("column must not be negative but was " + column);
        Objects.requireNonNull(clock, "clock");
    }
}
