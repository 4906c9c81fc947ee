package dev.ringfence.samples.benchmark;

import java.util.Locale;

/**
 * What tracing may cost.
 *
 * @param moreNanos how much more than untraced, or nothing but {@code factor} where it is 0
 * @param factor how many times the untraced time
 */
record Limit(long moreNanos, double factor) {

    static Limit moreThanUntraced(long nanos) {
        return new Limit(nanos, 1);
    }

    static Limit timesUntraced(double factor) {
        return new Limit(0, factor);
    }

    boolean holds(double untracedNanos, double tracedNanos) {
        return tracedNanos <= untracedNanos * factor + moreNanos;
    }

    @Override
    public String toString() {
        return moreNanos > 0 ? "+" + Nanos.text(moreNanos) : String.format(Locale.ROOT, "x %.2f", factor);
    }
}
