package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.evidence.BudgetOccasion;
import dev.ringfence.assertions.evidence.MetricEvidence;
import dev.ringfence.assertions.judge.BudgetJudge;
import dev.ringfence.budget.Amount;
import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.BudgetSeries;
import dev.ringfence.budget.BudgetSettings;
import dev.ringfence.budget.BudgetTerms;
import dev.ringfence.budget.LockStore;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.Metric;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.Inquiry;
import dev.ringfence.recording.Recording;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a test keeps its budget, or what it costs.
 *
 * @param terms by what it is judged
 * @param occasion what a message needs to know
 * @param evidence what this run shows, by metric
 */
record BudgetInquiry(BudgetTerms terms, BudgetOccasion occasion, Map<String, MetricEvidence> evidence)
        implements Inquiry {
    private static final String KEY = "@Budgeted";

    BudgetInquiry {
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(occasion, "occasion");
        evidence = Map.copyOf(evidence);
    }

    static BudgetInquiry of(
            BudgetPlan plan,
            BudgetSettings settings,
            Map<String, Locked> locked,
            Recording recording,
            CheckContext context) {
        BudgetTerms terms = plan.terms(settings, locked);
        Map<String, MetricEvidence> evidence = new HashMap<>();
        for (Metric metric : plan.metrics()) {
            evidence.put(metric.name(), evidence(terms, metric, recording));
        }
        LockStore store = new LockStore(settings.file());
        BudgetOccasion occasion = new BudgetOccasion(
                context.testName(),
                context.selector(),
                shown(store.file()),
                shown(store.proposal()),
                settings.profile());
        return new BudgetInquiry(terms, occasion, evidence);
    }

    /** Only what may fail needs to be explained. */
    private static MetricEvidence evidence(BudgetTerms terms, Metric metric, Recording recording) {
        MetricEvidence amount = MetricEvidence.amountOf(recording, metric);
        return terms.exceeds(metric.name(), amount.amount()) ? MetricEvidence.of(recording, metric) : amount;
    }

    private static String shown(Path file) {
        Path module = BudgetSettings.moduleOfThisJvm();
        return (file.startsWith(module) ? module.relativize(file) : file).toString();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public boolean canFail() {
        return terms.canFail();
    }

    @Override
    public Answer answer(List<Inquiry> runs) {
        List<BudgetInquiry> all = runs.stream().map(BudgetInquiry.class::cast).toList();
        Optional<SortedMap<String, BudgetFinding>> findings = BudgetSeries.judge(
                terms, all.stream().map(BudgetInquiry::amounts).toList());
        return findings.isPresent() ? answered(findings.get(), all.get(all.size() - 1)) : new RunAgain();
    }

    @Override
    public Answered unanswerable(Throwable reason) {
        SortedMap<String, BudgetFinding> findings =
                BudgetSeries.judgeWithoutMore(terms, List.of(amounts()), metric -> unanswerable(metric, reason));
        SortedMap<String, BudgetFinding> broken = broken(findings);
        AssertionError failure = broken.isEmpty() ? null : BudgetJudge.notRunAgain(occasion, broken);
        return new Answered(BudgetEntries.of(findings, amounts()), findings, failure);
    }

    private String unanswerable(String metric, Throwable reason) {
        MetricEvidence shown = evidence.get(metric);
        String first = shown != null && shown.amount() instanceof Amount.Known known
                ? known.value() + " in its first run"
                        + (terms.locked().get(metric) instanceof Locked.Value locked
                                ? ", locked " + locked.median()
                                : "")
                        + "; "
                : "";
        return first + "it could not be run again: " + reason;
    }

    private Map<String, Amount> amounts() {
        Map<String, Amount> amounts = new HashMap<>();
        evidence.forEach((metric, shown) -> amounts.put(metric, shown.amount()));
        return amounts;
    }

    private Answered answered(SortedMap<String, BudgetFinding> findings, BudgetInquiry last) {
        SortedMap<String, BudgetFinding> broken = broken(findings);
        AssertionError failure =
                broken.isEmpty() ? null : BudgetJudge.failure(occasion, findings.size(), broken, last.evidence());
        return new Answered(BudgetEntries.of(findings, amounts()), findings, failure);
    }

    private SortedMap<String, BudgetFinding> broken(SortedMap<String, BudgetFinding> findings) {
        SortedMap<String, BudgetFinding> broken = new TreeMap<>(findings);
        broken.entrySet().removeIf(entry -> !terms.fails(entry.getKey(), entry.getValue()));
        return broken;
    }
}
