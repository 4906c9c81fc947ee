package dev.ringfence.budget;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What one run of tests found out about budgets.
 *
 * @param mode what was to be done
 * @param profile the section that counts
 * @param tests the findings by test and metric, of tests that passed or failed for their budget alone
 * @param obsolete the lines of the lock that no test makes any more
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetRun(
        BudgetMode mode,
        String profile,
        SortedMap<String, SortedMap<String, BudgetFinding>> tests,
        SortedSet<LockKey> obsolete) {
    public BudgetRun {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(profile, "profile");
        tests = Collections.unmodifiableSortedMap(new TreeMap<>(tests));
        obsolete = Collections.unmodifiableSortedSet(new TreeSet<>(obsolete));
    }

    /**
     * Judges what is obsolete, too. A line is when its class ran as a whole, all of it passed, and nothing made the line; or
     * when its class is gone. A run of some methods, and one with a test that failed or was skipped, says nothing about lines
     * that nobody made.
     *
     * @param lock what was locked before
     * @param isWhole whether every test of this outermost class ran and passed
     * @param isGone whether there is no class of this name
     */
    public static BudgetRun of(
            BudgetMode mode,
            String profile,
            SortedMap<String, SortedMap<String, BudgetFinding>> tests,
            BudgetLock lock,
            Predicate<String> isWhole,
            Predicate<String> isGone) {
        SortedSet<LockKey> obsolete = new TreeSet<>();
        Map<String, Boolean> judged = new HashMap<>();
        for (LockKey key : lock.section(profile).keySet()) {
            if (tests.getOrDefault(key.test(), new TreeMap<>()).containsKey(key.metric())) continue;
            boolean isJudged = judged.computeIfAbsent(
                    key.className(), className -> isWhole.test(className) || isGone.test(className));
            if (isJudged) obsolete.add(key);
        }
        return new BudgetRun(mode, profile, tests, obsolete);
    }

    /** Returns what this changes in the lock file. */
    public LockChange change() {
        Map<LockKey, Locked> locks = new HashMap<>();
        Map<LockKey, Locked> proposes = new HashMap<>();
        Set<LockKey> settled = new HashSet<>();
        tests.forEach((test, findings) -> findings.forEach((metric, finding) -> {
            LockKey key = new LockKey(test, metric);
            if (finding instanceof BudgetFinding.Measured measured) {
                (mode == BudgetMode.CHECK ? proposes : locks).put(key, measured.proposed());
            } else if (finding instanceof BudgetFinding.Exceeded exceeded) {
                proposes.put(key, exceeded.proposed());
            } else if (finding instanceof BudgetFinding.Kept || finding instanceof BudgetFinding.NotJudged) {
                settled.add(key);
            }
        }));
        Set<LockKey> removes = mode == BudgetMode.PRUNE ? obsolete : Set.of();
        return new LockChange(profile, locks, removes, proposes, settled);
    }

    /** Returns how many findings are of a kind. */
    public long count(Predicate<BudgetFinding> kind) {
        return tests.values().stream()
                .flatMap(findings -> findings.values().stream())
                .filter(kind)
                .count();
    }

    /** Returns how much what kept its budget may grow until it fails, by unit; no entry where it may not. */
    public SortedMap<Unit, Long> slack() {
        SortedMap<Unit, Long> slack = new TreeMap<>();
        tests.values()
                .forEach(findings -> findings.forEach((metric, finding) -> {
                    if (finding instanceof BudgetFinding.Kept kept && kept.slack() > 0) {
                        Metrics.find(metric).ifPresent(known -> slack.merge(known.unit(), kept.slack(), Long::sum));
                    }
                }));
        return slack;
    }
}
