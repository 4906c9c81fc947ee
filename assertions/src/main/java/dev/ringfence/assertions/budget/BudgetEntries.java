package dev.ringfence.assertions.budget;

import dev.ringfence.budget.Amount;
import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.RoundValues;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the report entry of a test what was found out about its budget. */
final class BudgetEntries {
    private static final String KEY = "ringfence.budget.";

    private BudgetEntries() {}

    /**
     * Returns a pair for each metric: {@code ringfence.budget.opens}, {@code 4, locked 4}.
     *
     * @param findings what was found, by metric
     * @param first what the run that is reported shows
     */
    static Map<String, String> of(Map<String, BudgetFinding> findings, Map<String, Amount> first) {
        Map<String, String> entries = new TreeMap<>();
        findings.forEach((metric, finding) -> entries.put(KEY + metric, text(finding, first.get(metric))));
        return entries;
    }

    private static String text(BudgetFinding finding, @Nullable Amount first) {
        if (finding instanceof BudgetFinding.Kept kept) {
            String before = first instanceof Amount.Known known && known.value() != kept.found()
                    ? " (" + known.value() + " in its first run)"
                    : "";
            String improved = kept.improved() ? ": can be locked in with ringfence.budgets.mode=update" : "";
            return kept.found() + before + ", locked " + kept.locked() + improved;
        }
        if (finding instanceof BudgetFinding.Exceeded exceeded) {
            return exceeded.rounds().median() + ", locked " + exceeded.locked() + ": exceeded";
        }
        if (finding instanceof BudgetFinding.Measured measured) {
            return measured.proposed() instanceof Locked.Unfit
                    ? "unfit: its rounds differ: " + rounds(measured.rounds())
                    : measured.proposed().text() + ", measured";
        }
        if (finding instanceof BudgetFinding.NotJudged) return "not judged: locked as unfit";
        if (finding instanceof BudgetFinding.NotLocked) return "not locked";
        return "cannot tell: " + ((BudgetFinding.Unknown) finding).reason();
    }

    private static String rounds(RoundValues rounds) {
        return rounds.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
