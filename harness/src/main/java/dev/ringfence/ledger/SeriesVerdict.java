package dev.ringfence.ledger;

import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/** What a series of runs of the same code says so far. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface SeriesVerdict {

    /** Not decided: run once more. */
    record RunAgain() implements SeriesVerdict {}

    /**
     * Growth ended: the first use of some library, or a pool or cache that filled to its size. Not a leak.
     *
     * @param lastGrown number of the last run that grew, 1 for the run that was suspected
     * @param runs number of runs, the suspected one included
     */
    record Ended(int lastGrown, int runs) implements SeriesVerdict {}

    /**
     * Growth is steady: a leak.
     *
     * @param sites the sites that leak
     * @param grown how many of the confirming runs grew
     * @param runs how many confirming runs there were
     */
    record Leak(Set<Site> sites, int grown, int runs) implements SeriesVerdict {
        public Leak {
            sites = Set.copyOf(sites);
            if (sites.isEmpty()) throw new IllegalArgumentException("sites must not be empty");
        }
    }

    /**
     * Growth slowed but did not end within the allowed runs: cannot tell.
     *
     * @param reason what was seen, for the message
     */
    record CannotTell(String reason) implements SeriesVerdict {
        public CannotTell {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
