package dev.ringfence.worker;

import dev.ringfence.jupiter.Suspicion;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.jupiter.VerdictLevels;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.GrowthSeries;
import dev.ringfence.ledger.Rounds;
import dev.ringfence.ledger.RunGrowths;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.ledger.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The series of one test that was suspected: one series of growths for each suspicion, by its key. Pure: somebody else
 * runs the test and says what came of it.
 */
final class SuspectedTest {
    /** A test whose every run is suspected under a new key would never be decided. */
    private static final int RUNS_FOR_EACH_ROUND = 3;

    private static final String FIRST_USE = "ringfence.first-use";
    private static final String LEAK = "LEAK: ";

    private final int configuredRounds;
    private final SuspicionError first;
    private final Map<String, Series> byKey = new LinkedHashMap<>();
    private int runs;
    private @Nullable Decision decision;

    /** What became of a suspected test. */
    sealed interface Decision {}

    /** It fails. */
    record Fails(Throwable failure) implements Decision {}

    /** It passes, and reports this: growth that ended, or what only warns. */
    record Passes(Map<String, String> entries) implements Decision {
        Passes {
            entries = Map.copyOf(entries);
        }
    }

    private static final class Series {
        private final List<Optional<Suspicion>> runs = new ArrayList<>();

        void grew(Suspicion suspicion) {
            runs.add(Optional.of(suspicion));
        }

        void didNotGrow() {
            runs.add(Optional.empty());
        }

        List<Suspicion> suspicions() {
            return runs.stream().flatMap(Optional::stream).toList();
        }

        boolean onlyWarns() {
            return suspicions().get(0).warning().isPresent();
        }

        SeriesVerdict verdict(int configuredRounds) {
            int own = suspicions().get(0).rounds();
            boolean abandoned = suspicions().stream().allMatch(Suspicion::abandonedOnly);
            List<Growth> growths = RunGrowths.of(runs, Suspicion::growth, Suspicion::growthStillThereIn);
            Rounds rounds = Rounds.atMost(own > 0 ? own : configuredRounds);
            return GrowthSeries.judge(
                    growths, rounds, abandoned, suspicions().get(0).noun());
        }

        /** The evidence is of one run; of all runs, the first that shows every site the verdict names. */
        Suspicion evidence(SeriesVerdict verdict) {
            Set<Site> sites = verdict instanceof SeriesVerdict.Leak leak ? leak.sites() : Set.of();
            List<Suspicion> suspicions = suspicions();
            return suspicions.stream()
                    .filter(s -> s.growth().bySite().keySet().containsAll(sites))
                    .findFirst()
                    .orElse(suspicions.get(suspicions.size() - 1));
        }
    }

    /** Begins with the run that is reported. */
    SuspectedTest(SuspicionError first, int configuredRounds) {
        this.configuredRounds = configuredRounds;
        this.first = first;
        otherFailure(first).ifPresentOrElse(this::failUnconfirmed, () -> suspect(first));
    }

    /** Returns what became of it, or empty where it has to be run once more. */
    Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** Takes the result of a confirming run: what it threw, or empty where it passed. */
    void ranAgain(Optional<Throwable> thrown) {
        if (decision != null) throw new IllegalStateException("the test is decided: " + decision);
        runs++;
        Throwable t = thrown.orElse(null);
        if (t == null) {
            byKey.values().forEach(Series::didNotGrow);
        } else if (t instanceof SuspicionError suspicion
                && otherFailure(suspicion).isEmpty()) {
            suspect(suspicion);
        } else {
            failUnconfirmed(t);
            return;
        }
        decide();
    }

    /** Returns the error of the run that is reported. */
    SuspicionError first() {
        return first;
    }

    /** Ends the series without a verdict. */
    void giveUp(Throwable reason) {
        if (decision == null) failUnconfirmed(reason);
    }

    private void suspect(SuspicionError error) {
        Suspicion suspicion = error.suspicion();
        byKey.forEach((key, series) -> {
            if (!key.equals(suspicion.key())) series.didNotGrow();
        });
        byKey.computeIfAbsent(suspicion.key(), key -> new Series()).grew(suspicion);
    }

    /** A later step of the test, such as its {@code @AfterEach}, may have failed as well: that needs no confirming. */
    private static Optional<Throwable> otherFailure(SuspicionError error) {
        for (Throwable suppressed : error.getSuppressed()) {
            if (!(suppressed instanceof SuspicionError)) return Optional.of(suppressed);
        }
        return Optional.empty();
    }

    private void failUnconfirmed(Throwable reason) {
        Suspicion suspicion = first.suspicion();
        decide(suspicion, suspicion.unconfirmed(reason), "");
    }

    private void decide(Series series, SeriesVerdict verdict, String mark) {
        Suspicion evidence = series.evidence(verdict);
        decide(evidence, evidence.failure(verdict), mark);
    }

    /** Fails, or where the check only warns passes and says the same. */
    private void decide(Suspicion suspicion, AssertionError failure, String mark) {
        decision = suspicion
                .warning()
                .<Decision>map(check -> new Passes(Map.of(VerdictLevels.WARNING + check, mark + failure.getMessage())))
                .orElseGet(() -> new Fails(failure));
    }

    private void decide() {
        Series slow = null;
        SeriesVerdict slowVerdict = null;
        Series warned = null;
        SeriesVerdict warnedVerdict = null;
        boolean runAgain = false;
        for (Series series : byKey.values()) {
            SeriesVerdict verdict = series.verdict(configuredRounds);
            if (verdict instanceof SeriesVerdict.Leak && !series.onlyWarns()) {
                decide(series, verdict, LEAK);
                return;
            }
            if (verdict instanceof SeriesVerdict.Leak && warned == null) {
                warned = series;
                warnedVerdict = verdict;
            }
            if (verdict instanceof SeriesVerdict.CannotTell && slow == null) {
                slow = series;
                slowVerdict = verdict;
            }
            runAgain |= verdict instanceof SeriesVerdict.RunAgain;
        }
        if (runAgain) {
            stopWhenEndless();
        } else if (slow != null && slowVerdict != null) {
            decide(slow, slowVerdict, "");
        } else if (warned != null && warnedVerdict != null) {
            decide(warned, warnedVerdict, LEAK);
        } else {
            decision = new Passes(Map.of(FIRST_USE, firstUse()));
        }
    }

    private void stopWhenEndless() {
        int most = byKey.values().stream()
                .mapToInt(s -> Math.max(configuredRounds, s.suspicions().get(0).rounds()))
                .max()
                .orElse(configuredRounds);
        if (runs < RUNS_FOR_EACH_ROUND * Math.max(1, most)) return;
        SeriesVerdict verdict =
                new SeriesVerdict.CannotTell("after " + runs + " more runs growth still came up in new places");
        decide(first.suspicion(), first.suspicion().failure(verdict), "");
    }

    private String firstUse() {
        Set<String> sites = new TreeSet<>();
        byKey.values()
                .forEach(series -> series.suspicions()
                        .forEach(s -> s.growth().bySite().keySet().forEach(site -> sites.add(site.label()))));
        return "what was left open did not grow over " + (runs + 1) + " runs, as with the first use of something: "
                + String.join(", ", sites);
    }
}
