package dev.ringfence.budget;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What a worker tells of a test beside its result.
 *
 * @param numbers of the run that is reported, by metric
 * @param complete whether nothing is missing in the recording of that run
 * @param budgets what was found out about its budget, by metric; empty for a test that has none, and for one that failed
 *     for another reason
 * @param reports absolute paths of the files with the evidence of its failure
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TestFindings(
        SortedMap<String, Long> numbers,
        boolean complete,
        SortedMap<String, BudgetFinding> budgets,
        List<String> reports) {
    public TestFindings {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        budgets = Collections.unmodifiableSortedMap(new TreeMap<>(budgets));
        reports = List.copyOf(reports);
    }

    /** Returns these findings with what was found out about the budget. */
    public TestFindings withBudgets(SortedMap<String, BudgetFinding> found) {
        return new TestFindings(numbers, complete, found, reports);
    }

    /** Returns these findings with other reports. */
    public TestFindings withReports(List<String> paths) {
        return new TestFindings(numbers, complete, budgets, paths);
    }
}
