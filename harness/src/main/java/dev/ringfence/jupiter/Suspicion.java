package dev.ringfence.jupiter;

import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.SeriesVerdict;
import java.util.Optional;
import org.apiguardian.api.API;

/** Growth that a check saw in one run, to be confirmed by more runs of the same test. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Suspicion {

    /** Returns what the check is called inside its test, the same in every run: {@code @NoFdLeak}, {@code assertNoFdLeak() at UploadIT.java:31}. */
    String key();

    /** Returns by what this run grew. */
    Growth growth();

    /**
     * Returns by what this run grew, without what the program had closed by the end of a later run of the same test.
     *
     * @param later the suspicion of the next run
     */
    default Growth growthStillThereIn(Suspicion later) {
        return growth();
    }

    /** Returns what it grew by, in the plural. */
    default String noun() {
        return "descriptors";
    }

    /** Returns the largest number of confirming runs, or 0 for the configured number. */
    int rounds();

    /**
     * Returns whether the garbage collector closed all that this run grew by. No pool lets go of what it holds, so such
     * growth is confirmed by fewer runs.
     */
    default boolean abandonedOnly() {
        return false;
    }

    /** Returns the name of the check, if what more runs confirm is a warning of that check and no failure. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /** Returns the failure that says that more runs confirmed it, or that it cannot be told. */
    AssertionError failure(SeriesVerdict verdict);

    /** Returns the failure that says that the test could not be run again. */
    AssertionError unconfirmed(Throwable whatTheRunAgainThrew);
}
