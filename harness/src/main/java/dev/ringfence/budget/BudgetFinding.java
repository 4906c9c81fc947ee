package dev.ringfence.budget;

import java.util.Objects;
import org.apiguardian.api.API;

/** What was found out about one metric of one test. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface BudgetFinding {

    /**
     * It keeps its budget.
     *
     * @param found what it was in the run that kept it
     * @param locked what is locked
     * @param tolerance how much more is tolerated
     */
    record Kept(long found, long locked, long tolerance) implements BudgetFinding {
        /** Returns whether it is so much smaller that it is worth locking in. */
        public boolean improved() {
            return found < locked - tolerance;
        }

        /** Returns how much it may grow until it fails. */
        public long slack() {
            return Math.max(0, locked + tolerance - found);
        }
    }

    /**
     * No run kept the budget.
     *
     * @param rounds what it was
     * @param locked what is locked
     * @param tolerance how much more is tolerated
     * @param proposed what could be locked in its place
     */
    record Exceeded(RoundValues rounds, long locked, long tolerance, Locked proposed) implements BudgetFinding {
        public Exceeded {
            Objects.requireNonNull(rounds, "rounds");
            Objects.requireNonNull(proposed, "proposed");
        }
    }

    /**
     * It was measured, and no budget was there to compare it with.
     *
     * @param rounds what it was
     * @param proposed what can be locked
     */
    record Measured(RoundValues rounds, Locked proposed) implements BudgetFinding {
        public Measured {
            Objects.requireNonNull(rounds, "rounds");
            Objects.requireNonNull(proposed, "proposed");
        }
    }

    /** It is locked as unfit, and so is not judged. */
    record NotJudged() implements BudgetFinding {}

    /** It has no budget, and nobody asked for one. */
    record NotLocked() implements BudgetFinding {}

    /**
     * It cannot be told.
     *
     * @param reason what is missing
     */
    record Unknown(String reason) implements BudgetFinding {
        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
