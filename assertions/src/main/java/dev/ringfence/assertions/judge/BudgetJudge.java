package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.ShouldKeepBudget;
import dev.ringfence.assertions.evidence.BudgetOccasion;
import dev.ringfence.assertions.evidence.MetricEvidence;
import dev.ringfence.budget.BudgetFinding;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Makes the failure of a test that does not keep its budget, or of which that cannot be told. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BudgetJudge {
    private BudgetJudge() {}

    /**
     * Returns the failure.
     *
     * @param metrics how many metrics the test has
     * @param broken what was found of those that fail it, at least one
     * @param evidence what the last run shows, by metric
     * @return with the locked numbers as expected and those that were found as actual value
     */
    public static AssertionFailedError failure(
            BudgetOccasion occasion,
            int metrics,
            SortedMap<String, BudgetFinding> broken,
            Map<String, MetricEvidence> evidence) {
        SortedMap<String, BudgetFinding.Exceeded> exceeded = only(broken, BudgetFinding.Exceeded.class);
        if (!exceeded.isEmpty()) {
            return new AssertionFailedError(
                    ShouldKeepBudget.shouldKeepBudget(occasion, metrics, broken, evidence)
                            .create(),
                    lines(exceeded, each -> "at most " + (each.locked() + each.tolerance())),
                    lines(exceeded, each -> Long.toString(each.rounds().median())));
        }
        SortedMap<String, BudgetFinding.Measured> missing = only(broken, BudgetFinding.Measured.class);
        if (!missing.isEmpty()) {
            return new AssertionFailedError(
                    ShouldKeepBudget.shouldHaveBudget(occasion, metrics, broken).create());
        }
        return new CannotTellError(
                ShouldKeepBudget.shouldBeKnown(occasion, broken).create());
    }

    /**
     * Returns the failure of a test that cannot be run again, so that one run is all that is known.
     *
     * @param broken what was found of the metrics that fail it: of each why it is not known
     */
    public static AssertionFailedError notRunAgain(BudgetOccasion occasion, SortedMap<String, BudgetFinding> broken) {
        return new CannotTellError(
                ShouldKeepBudget.shouldRunAgain(occasion, broken).create());
    }

    private static <F extends BudgetFinding> SortedMap<String, F> only(
            SortedMap<String, BudgetFinding> findings, Class<F> kind) {
        SortedMap<String, F> found = new TreeMap<>();
        findings.forEach((metric, finding) -> {
            if (kind.isInstance(finding)) found.put(metric, kind.cast(finding));
        });
        return found;
    }

    private static <F> String lines(SortedMap<String, F> findings, Function<F, String> value) {
        return findings.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + value.apply(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
