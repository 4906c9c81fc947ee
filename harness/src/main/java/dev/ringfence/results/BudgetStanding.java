package dev.ringfence.results;

import dev.ringfence.budget.BudgetMode;
import dev.ringfence.budget.BudgetTrend;
import dev.ringfence.budget.LockKey;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * How the file of budgets stands after a run.
 *
 * @param mode what was to be done with it
 * @param file where it is
 * @param profile the section that counts
 * @param entries how many lines that section has
 * @param unfit how many of them are unfit
 * @param obsolete the tests with lines that no test makes any more
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetStanding(
        BudgetMode mode, String file, String profile, int entries, long unfit, SortedSet<String> obsolete) {
    public BudgetStanding {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(profile, "profile");
        obsolete = Collections.unmodifiableSortedSet(new TreeSet<>(obsolete));
    }

    /** Returns how it stands. */
    public static BudgetStanding of(BudgetTrend trend) {
        SortedSet<String> obsolete =
                trend.run().obsolete().stream().map(LockKey::test).collect(Collectors.toCollection(TreeSet::new));
        return new BudgetStanding(
                trend.run().mode(), trend.file(), trend.run().profile(), trend.entries(), trend.unfit(), obsolete);
    }

    BudgetStanding after(BudgetStanding earlier) {
        SortedSet<String> all = new TreeSet<>(earlier.obsolete());
        all.addAll(obsolete);
        return new BudgetStanding(mode, file, profile, entries, unfit, all);
    }
}
