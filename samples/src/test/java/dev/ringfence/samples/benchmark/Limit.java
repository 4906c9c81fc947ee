package dev.ringfence.samples.benchmark;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tracing may cost.
 *
 * @param moreNanos how much more than its base
 * @param factor how many times its base
 * @param baseWay the way of the base
 * @param baseMeasure what was measured there; null for the same
 */
record Limit(
        double moreNanos,
        double factor,
        Way baseWay,
        @Nullable Measure baseMeasure) {

    /** So much more than untraced. */
    static Limit more(long nanos) {
        return new Limit(nanos, 1, Way.UNTRACED, null);
    }

    /** So many times what it takes untraced. */
    static Limit times(double factor) {
        return new Limit(0, factor, Way.UNTRACED, null);
    }

    /** So much, of what there is nothing like without Ringfence. */
    static Limit atMost(long nanos) {
        return new Limit(nanos, 0, Way.RINGFENCE, null);
    }

    /** Shown and not judged. */
    static Limit none() {
        return more(Long.MAX_VALUE);
    }

    /** The same, but not compared with untraced. */
    Limit than(Way way) {
        return new Limit(moreNanos, factor, way, null);
    }

    /** The same, but compared with another measure. */
    Limit than(Way way, Measure measure) {
        return new Limit(moreNanos, factor, way, measure);
    }

    /** Returns the measure that it compares with, where that is another one. */
    Optional<Measure> otherMeasure() {
        return Optional.ofNullable(baseMeasure);
    }

    boolean isJudged() {
        return moreNanos < Long.MAX_VALUE;
    }

    boolean holds(double baseNanos, double tracedNanos) {
        return tracedNanos <= baseNanos * factor + moreNanos;
    }

    @Override
    public String toString() {
        if (!isJudged()) return "";
        String amount = moreNanos > 0 ? "+" + Nanos.text(moreNanos) : String.format(Locale.ROOT, "x %.2f", factor);
        if (factor == 0) return "at most " + Nanos.text(moreNanos);
        if (baseMeasure != null) return amount + " to the line above";
        return baseWay == Way.UNTRACED ? amount : amount + " of " + baseWay.label();
    }
}
