package dev.ringfence.ledger;

import org.apiguardian.api.API;

/**
 * How many confirming runs a series may have.
 *
 * @param min growth in none of so many runs is none; at least one
 * @param max after so many runs there is a verdict; at least {@code min}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Rounds(int min, int max) {
    /** Three and twelve. */
    public static final Rounds DEFAULT = new Rounds(3, 12);

    public Rounds {
        if (min < 1) throw new IllegalArgumentException("min must be at least 1 but was " + min);
        if (max < min) throw new IllegalArgumentException("max must be at least min (" + min + ") but was " + max);
    }

    /** Returns rounds with this largest number; the smallest is three, or less where the largest is. */
    public static Rounds atMost(int max) {
        return new Rounds(Math.min(DEFAULT.min, Math.max(1, max)), max);
    }

    /** Returns how many runs at the end of a full series must not have grown for its growth to have ended. */
    int tail() {
        return Math.min(max, Math.max(min, max / 3));
    }
}
