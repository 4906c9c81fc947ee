package dev.ringfence.results;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What came of the traced tests of one build.
 *
 * @param build which build: the same in all JVMs that one process starts
 * @param standing how the file of budgets stands, or null where there are no budgets
 * @param tests by test
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RunResults(String build, @Nullable BudgetStanding standing, SortedMap<String, TestResult> tests) {
    public RunResults {
        Objects.requireNonNull(build, "build");
        tests = Collections.unmodifiableSortedMap(new TreeMap<>(tests));
    }

    /** Makes the results of one run. */
    public static RunResults of(String build, @Nullable BudgetStanding standing, Collection<TestResult> tests) {
        SortedMap<String, TestResult> byTest = new TreeMap<>();
        tests.forEach(test -> byTest.put(test.test(), test));
        return new RunResults(build, standing, byTest);
    }

    /** Returns how the file of budgets stands, if there are budgets. */
    public Optional<BudgetStanding> budgets() {
        return Optional.ofNullable(standing);
    }

    /** Returns these results with those of an earlier run of the same build; of a test that ran again, these count. */
    public RunResults after(RunResults earlier) {
        if (!earlier.build.equals(build)) return this;
        SortedMap<String, TestResult> all = new TreeMap<>(earlier.tests);
        all.putAll(tests);
        BudgetStanding before = earlier.standing;
        BudgetStanding now = standing;
        BudgetStanding both = now == null ? before : before == null ? now : now.after(before);
        return new RunResults(build, both, all);
    }
}
