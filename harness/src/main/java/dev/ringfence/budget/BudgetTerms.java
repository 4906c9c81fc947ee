package dev.ringfence.budget;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * By what one test is judged.
 *
 * @param mode what is done with its budget
 * @param metrics its metrics, each with its tolerance
 * @param locked what is locked for it, by metric
 * @param warmUps how often it is run again before a run counts
 * @param rounds how many runs count; 0 for the first run alone, without any other
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetTerms(
        BudgetMode mode, SortedMap<String, Tolerance> metrics, Map<String, Locked> locked, int warmUps, int rounds) {
    public BudgetTerms {
        Objects.requireNonNull(mode, "mode");
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        locked = Map.copyOf(locked);
        if (warmUps < 0) throw new IllegalArgumentException("warmUps must not be negative but was " + warmUps);
        if (rounds < 0) throw new IllegalArgumentException("rounds must not be negative but was " + rounds);
    }

    /** Returns whether one run is above what is locked and compared. */
    public boolean exceeds(String metric, Amount amount) {
        Tolerance tolerance = metrics.get(metric);
        return mode.compares()
                && tolerance != null
                && amount instanceof Amount.Known known
                && locked.get(metric) instanceof Locked.Value value
                && known.value() - tolerance.of(value.median()) > value.median();
    }

    /** Returns whether what is found can fail the test. */
    public boolean canFail() {
        return mode == BudgetMode.CHECK || (mode.compares() && !locked.isEmpty());
    }

    /** Returns whether a finding fails the test. */
    public boolean fails(String metric, BudgetFinding finding) {
        if (finding instanceof BudgetFinding.Exceeded) return true;
        if (finding instanceof BudgetFinding.Measured) return mode == BudgetMode.CHECK;
        boolean compared = mode.compares() && locked.containsKey(metric);
        return finding instanceof BudgetFinding.Unknown && (compared || mode == BudgetMode.CHECK);
    }

    /** Returns how many runs there are at most, with the first one. */
    int runs() {
        return rounds == 0 ? 1 : 1 + warmUps + rounds;
    }

    /** Returns the first run that counts, from 0. */
    int firstRound() {
        return rounds == 0 ? 0 : 1 + warmUps;
    }
}
