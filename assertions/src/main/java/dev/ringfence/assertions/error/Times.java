package dev.ringfence.assertions.error;

import java.util.Locale;

/** Writes durations as a reader compares them: {@code 0.4 ms}, {@code 12 ms}, {@code 3.2 s}. */
final class Times {
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final double MILLIS_PER_SECOND = 1_000.0;
    private static final double MANY_SECONDS = 10.0;

    private Times() {}

    static String of(long nanos) {
        double millis = Math.max(0, nanos) / NANOS_PER_MILLI;
        if (millis < 1) return String.format(Locale.ROOT, "%.1f ms", millis);
        if (millis < MANY_SECONDS * MILLIS_PER_SECOND) return Math.round(millis) + " ms";
        return String.format(Locale.ROOT, "%.1f s", millis / MILLIS_PER_SECOND);
    }
}
