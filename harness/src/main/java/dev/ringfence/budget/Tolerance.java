package dev.ringfence.budget;

import org.apiguardian.api.API;

/**
 * How far a metric may be above what is locked, and how far apart its rounds may be: the larger of the two.
 *
 * @param absolute in the metric's unit
 * @param percent of the locked number, rounded down
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Tolerance(long absolute, int percent) {
    private static final int WHOLE = 100;

    public Tolerance {
        if (absolute < 0) throw new IllegalArgumentException("absolute must not be negative but was " + absolute);
        if (percent < 0) throw new IllegalArgumentException("percent must not be negative but was " + percent);
    }

    /** Returns how much above a number is tolerated. */
    public long of(long number) {
        // In two parts, because the product may not fit.
        long relative = number / WHOLE * percent + number % WHOLE * percent / WHOLE;
        return Math.max(absolute, relative);
    }
}
