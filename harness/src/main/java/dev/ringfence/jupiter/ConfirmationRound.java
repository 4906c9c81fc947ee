package dev.ringfence.jupiter;

import org.apiguardian.api.API;

/** Which run of a suspected test this is. A worker runs one test at a time, so one place is enough. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConfirmationRound {
    private static volatile int current;

    private ConfirmationRound() {}

    /** Returns 0 in the run that is reported, and 1, 2, 3 … in the runs that confirm a suspicion. */
    public static int current() {
        return current;
    }

    /** Sets the number of the run that begins, or 0 when the last one has ended. */
    public static void set(int round) {
        if (round < 0) throw new IllegalArgumentException("round must not be negative but was " + round);
        current = round;
    }
}
