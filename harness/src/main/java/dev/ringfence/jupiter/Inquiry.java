package dev.ringfence.jupiter;

import dev.ringfence.budget.BudgetFinding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A question about a test that has passed, which may take more runs of it to answer. A check puts it, in the run that is
 * reported and again in each further run; each holds what its run showed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Inquiry {

    /** Returns what the question is called inside its test, the same in every run: {@code @Budgeted}. */
    String key();

    /** Returns whether an answer may fail the test. */
    boolean canFail();

    /**
     * Answers.
     *
     * @param runs the inquiries of all runs so far, this one first
     */
    Answer answer(List<Inquiry> runs);

    /**
     * Answers without more runs, because the test cannot be run again.
     *
     * @param reason what it threw, or why it was not run
     */
    Answered unanswerable(Throwable reason);

    /** What came of the question. */
    sealed interface Answer {}

    /** The test has to be run once more. */
    record RunAgain() implements Answer {}

    /**
     * It is answered.
     *
     * @param entries for the report entry of the test
     * @param budgets what was found out about budgets, by metric
     * @param thrown why the test fails, or null where it passes
     */
    record Answered(
            Map<String, String> entries,
            SortedMap<String, BudgetFinding> budgets,
            @Nullable AssertionError thrown) implements Answer {
        public Answered {
            entries = Map.copyOf(entries);
            budgets = Collections.unmodifiableSortedMap(new TreeMap<>(budgets));
        }

        /** Returns whether the test passes. */
        public boolean passes() {
            return thrown == null;
        }
    }
}
