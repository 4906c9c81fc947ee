package dev.ringfence.assertions.judge;

import org.apiguardian.api.API;

/**
 * How many there may be.
 *
 * @param least at least so many
 * @param most at most so many, {@link Long#MAX_VALUE} for any number
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Bounds(long least, long most) {
    public Bounds {
        if (least < 0) throw new IllegalArgumentException("a number of calls must not be negative but was " + least);
        if (most < least)
            throw new IllegalArgumentException(
                    "the largest number must not be less than the smallest but was " + most + " < " + least);
    }

    /** Returns bounds for at most {@code n}. */
    public static Bounds atMost(long n) {
        return new Bounds(0, n);
    }

    /** Returns bounds for at least {@code n}. */
    public static Bounds atLeast(long n) {
        return new Bounds(n, Long.MAX_VALUE);
    }

    boolean hold(long count) {
        return least <= count && count <= most;
    }

    /**
     * Returns {@code no call}, {@code exactly 1 call}, {@code at most 3 calls}, {@code at least 3 calls} or {@code 2 to
     * 4 calls}.
     */
    public String describe() {
        if (most == 0) return "no call";
        if (least == most) return "exactly " + calls(least);
        if (most == Long.MAX_VALUE) return "at least " + calls(least);
        return least == 0 ? "at most " + calls(most) : least + " to " + calls(most);
    }

    private static String calls(long number) {
        return number == 1 ? "1 call" : number + " calls";
    }

    /** Returns the assertion that would hold for a count that these bounds refuse: {@code atMost(6)}. */
    public String allowing(long count) {
        if (most == Long.MAX_VALUE) return "atLeast(" + count + ")";
        if (least == 0) return "atMost(" + count + ")";
        if (least == most) return "exactly(" + count + ")";
        return "between(" + Math.min(least, count) + ", " + Math.max(most, count) + ")";
    }
}
