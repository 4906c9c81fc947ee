package dev.ringfence.assertions.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.apiguardian.api.API;

/** Writes durations as a reader compares them: {@code 0.4 ms}, {@code 12 ms}, {@code 3.2 s}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Times {
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final double MILLIS_PER_SECOND = 1_000.0;
    private static final double MANY_SECONDS = 10.0;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int NANO_DIGITS = 9;
    private static final int MILLI_DIGITS = 3;

    private Times() {}

    /** Returns a number of nanoseconds for a sentence. */
    public static String of(long nanos) {
        double millis = Math.max(0, nanos) / NANOS_PER_MILLI;
        if (millis < 1) return String.format(Locale.ROOT, "%.1f ms", millis);
        if (millis < MANY_SECONDS * MILLIS_PER_SECOND) return Math.round(millis) + " ms";
        return String.format(Locale.ROOT, "%.1f s", millis / MILLIS_PER_SECOND);
    }

    /** Returns a number of nanoseconds beside a limit: rounded up to microseconds, so what is longer looks longer. */
    public static String exact(long nanos) {
        if (nanos < NANOS_PER_MICRO) return nanos + " ns";
        BigDecimal millis = BigDecimal.valueOf(nanos, NANO_DIGITS - MILLI_DIGITS);
        boolean seconds = millis.compareTo(BigDecimal.valueOf(MANY_SECONDS * MILLIS_PER_SECOND)) >= 0;
        BigDecimal rounded = millis.setScale(MILLI_DIGITS, RoundingMode.CEILING);
        if (seconds) return plain(rounded.movePointLeft(MILLI_DIGITS)) + " s";
        return plain(rounded) + " ms";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
