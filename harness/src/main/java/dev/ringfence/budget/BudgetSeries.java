package dev.ringfence.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Decides about the metrics of one test from its runs. One run within the budget keeps it: the first run of a test costs more
 * than the later ones, and what is above the budget once and within it the next time is no change of the program. Only a
 * number that is above it in every run, to the last round, exceeds it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BudgetSeries {
    private final BudgetTerms terms;
    private final List<Map<String, Amount>> runs;

    private BudgetSeries(BudgetTerms terms, List<Map<String, Amount>> runs) {
        this.terms = terms;
        this.runs = List.copyOf(runs);
    }

    /**
     * Returns what is found by metric, or empty where the test has to be run once more.
     *
     * @param runs what each run says by metric, at least one; the first is the run that is reported
     */
    public static Optional<SortedMap<String, BudgetFinding>> judge(BudgetTerms terms, List<Map<String, Amount>> runs) {
        SortedMap<String, BudgetFinding> findings = new BudgetSeries(terms, runs).decided();
        return findings.size() == terms.metrics().size() ? Optional.of(findings) : Optional.empty();
    }

    /**
     * Returns what is found by metric where there will be no further run.
     *
     * @param reason why a metric is not known, if it is not
     */
    public static SortedMap<String, BudgetFinding> judgeWithoutMore(
            BudgetTerms terms, List<Map<String, Amount>> runs, UnaryOperator<String> reason) {
        SortedMap<String, BudgetFinding> findings = new BudgetSeries(terms, runs).decided();
        terms.metrics()
                .keySet()
                .forEach(metric ->
                        findings.computeIfAbsent(metric, name -> new BudgetFinding.Unknown(reason.apply(name))));
        return findings;
    }

    private SortedMap<String, BudgetFinding> decided() {
        SortedMap<String, BudgetFinding> findings = new TreeMap<>();
        terms.metrics()
                .forEach((metric, tolerance) ->
                        finding(metric, tolerance).ifPresent(finding -> findings.put(metric, finding)));
        return findings;
    }

    private Optional<BudgetFinding> finding(String metric, Tolerance tolerance) {
        Locked locked = terms.locked().get(metric);
        if (locked == null || terms.mode() == BudgetMode.UPDATE) {
            boolean wanted = terms.mode() == BudgetMode.UPDATE || terms.mode().measuresWhatIsNew();
            return wanted ? measured(metric, tolerance) : Optional.of(new BudgetFinding.NotLocked());
        }
        return locked instanceof Locked.Value value
                ? compared(metric, tolerance, value)
                : Optional.of(new BudgetFinding.NotJudged());
    }

    private Optional<BudgetFinding> measured(String metric, Tolerance tolerance) {
        if (runs.size() < terms.runs()) return Optional.empty();
        List<Amount> rounds = rounds(metric);
        for (Amount amount : rounds) {
            if (amount instanceof Amount.Unknown unknown) {
                return Optional.of(new BudgetFinding.Unknown(unknown.reason()));
            }
        }
        RoundValues values = values(rounds);
        return Optional.of(new BudgetFinding.Measured(values, Locked.of(values, tolerance)));
    }

    private Optional<BudgetFinding> compared(String metric, Tolerance tolerance, Locked.Value locked) {
        long allowed = tolerance.of(locked.median());
        for (Map<String, Amount> run : runs) {
            if (run.get(metric) instanceof Amount.Known known && known.value() - allowed <= locked.median()) {
                return Optional.of(new BudgetFinding.Kept(known.value(), locked.median(), allowed));
            }
        }
        if (runs.size() < terms.runs()) return Optional.empty();
        List<Amount> rounds = rounds(metric);
        List<Amount> known =
                rounds.stream().filter(Amount.Known.class::isInstance).toList();
        if (known.isEmpty()) return Optional.of(new BudgetFinding.Unknown(((Amount.Unknown) rounds.get(0)).reason()));
        RoundValues values = values(known);
        return Optional.of(new BudgetFinding.Exceeded(values, locked.median(), allowed, Locked.of(values, tolerance)));
    }

    private List<Amount> rounds(String metric) {
        List<Amount> rounds = new ArrayList<>();
        for (Map<String, Amount> run : runs.subList(terms.firstRound(), runs.size())) {
            Amount amount = run.get(metric);
            if (amount == null) throw new IllegalArgumentException("a run says nothing of " + metric);
            rounds.add(amount);
        }
        return rounds;
    }

    private static RoundValues values(List<Amount> known) {
        return new RoundValues(known.stream()
                .map(Amount.Known.class::cast)
                .map(Amount.Known::value)
                .toList());
    }
}
