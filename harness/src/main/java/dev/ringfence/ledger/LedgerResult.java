package dev.ringfence.ledger;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a ledger says at the end of a window.
 *
 * @param lives those that were there before by number, then those that were opened, in that order, then the unseen
 * @param disagreements where trace and {@code /proc} tell different stories
 * @param peak the largest number of descriptors opened by the test that were open at once
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LedgerResult(List<DescriptorLife> lives, List<Disagreement> disagreements, int peak) {
    public LedgerResult {
        lives = List.copyOf(lives);
        disagreements = List.copyOf(disagreements);
    }

    /**
     * A descriptor of which trace and {@code /proc} tell different stories.
     *
     * @param fd its number
     * @param kind what is wrong
     */
    public record Disagreement(int fd, Kind kind) {
        public Disagreement {
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** What is wrong. */
    public enum Kind {
        /** {@code /proc} shows it, and no watched call made it. */
        APPEARED("appeared without an observed call"),
        /** No watched call closed it, and {@code /proc} does not show it. */
        VANISHED("vanished without an observed call"),
        /** A watched call made a descriptor of a number that had not been seen closed. */
        REPLACED("was replaced by a new one without an observed close");

        private final String clause;

        Kind(String clause) {
            this.clause = clause;
        }

        /** Returns the predicate of a sentence about the descriptor. */
        public String clause() {
            return clause;
        }
    }
}
