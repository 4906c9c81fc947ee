package dev.ringfence.budget;

import static dev.ringfence.budget.Locks.JDK17;
import static dev.ringfence.budget.Locks.JDK25;
import static dev.ringfence.budget.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetRunTests {
    private static final RoundValues SIX = new RoundValues(List.of(6L, 6L, 6L));
    private static final Locked.Value VALUE = new Locked.Value(6, 0);
    private static final LockKey KEY = new LockKey("A#a()", "opens");
    private static final BudgetLock LOCK = lock().line(JDK17, "A#a()", "opens", 4)
            .line(JDK17, "A#gone()", "opens", 4)
            .line(JDK17, "A/Inner#i()", "opens", 4)
            .line(JDK17, "AB#b()", "opens", 4)
            .line(JDK25, "A#old()", "opens", 4)
            .build();

    private static SortedMap<String, SortedMap<String, BudgetFinding>> found(BudgetFinding finding) {
        return new TreeMap<>(Map.of("A#a()", new TreeMap<>(Map.of("opens", finding))));
    }

    private static BudgetRun run(BudgetMode mode, BudgetFinding finding, Set<String> whole) {
        return BudgetRun.of(mode, JDK17, found(finding), LOCK, whole::contains, name -> false);
    }

    private static BudgetRun run(BudgetMode mode, BudgetFinding finding) {
        return run(mode, finding, Set.of());
    }

    private static BudgetFinding kept() {
        return new BudgetFinding.Kept(4, 4, 0);
    }

    // --- What is obsolete ---

    @Test
    void lines_that_a_whole_class_did_not_make_are_obsolete_with_those_of_its_nested_classes() {
        assertThat(run(BudgetMode.CHECK, kept(), Set.of("A")).obsolete())
                .containsExactly(new LockKey("A#gone()", "opens"), new LockKey("A/Inner#i()", "opens"));
    }

    @Test
    void a_class_that_did_not_run_as_a_whole_says_nothing() {
        assertThat(run(BudgetMode.CHECK, kept()).obsolete()).isEmpty();
    }

    @Test
    void lines_of_a_class_that_is_gone_are_obsolete() {
        BudgetRun run = BudgetRun.of(BudgetMode.CHECK, JDK17, found(kept()), LOCK, name -> false, "AB"::equals);

        assertThat(run.obsolete()).containsExactly(new LockKey("AB#b()", "opens"));
    }

    @Test
    void a_metric_that_a_test_does_not_have_any_more_is_obsolete() {
        BudgetLock lock = lock().line(JDK17, "A#a()", "opens", 4)
                .line(JDK17, "A#a()", "polls", 4)
                .build();
        BudgetRun run = BudgetRun.of(BudgetMode.CHECK, JDK17, found(kept()), lock, "A"::equals, name -> false);

        assertThat(run.obsolete()).containsExactly(new LockKey("A#a()", "polls"));
    }

    // --- What changes ---

    @Test
    void new_and_update_lock_what_was_measured() {
        for (BudgetMode mode : List.of(BudgetMode.NEW, BudgetMode.UPDATE)) {
            assertThat(run(mode, new BudgetFinding.Measured(SIX, VALUE)).change())
                    .isEqualTo(new LockChange(JDK17, Map.of(KEY, VALUE), Set.of(), Map.of(), Set.of()));
        }
    }

    @Test
    void check_proposes_what_was_measured() {
        assertThat(run(BudgetMode.CHECK, new BudgetFinding.Measured(SIX, VALUE)).change())
                .isEqualTo(new LockChange(JDK17, Map.of(), Set.of(), Map.of(KEY, VALUE), Set.of()));
    }

    @Test
    void what_exceeds_its_budget_is_proposed_in_any_mode() {
        for (BudgetMode mode : List.of(BudgetMode.CHECK, BudgetMode.NEW, BudgetMode.PRUNE)) {
            assertThat(run(mode, new BudgetFinding.Exceeded(SIX, 4, 0, VALUE)).change())
                    .isEqualTo(new LockChange(JDK17, Map.of(), Set.of(), Map.of(KEY, VALUE), Set.of()));
        }
    }

    @Test
    void what_keeps_its_budget_or_is_not_judged_is_settled() {
        for (BudgetFinding finding : List.of(kept(), new BudgetFinding.NotJudged())) {
            assertThat(run(BudgetMode.NEW, finding).change())
                    .isEqualTo(new LockChange(JDK17, Map.of(), Set.of(), Map.of(), Set.of(KEY)));
        }
    }

    @Test
    void what_cannot_be_told_changes_nothing() {
        for (BudgetFinding finding : List.of(new BudgetFinding.Unknown("why"), new BudgetFinding.NotLocked())) {
            assertThat(run(BudgetMode.UPDATE, finding).change())
                    .isEqualTo(new LockChange(JDK17, Map.of(), Set.of(), Map.of(), Set.of()));
        }
    }

    @Test
    void prune_alone_removes_what_is_obsolete() {
        assertThat(run(BudgetMode.PRUNE, kept(), Set.of("A")).change().removes())
                .containsExactlyInAnyOrder(new LockKey("A#gone()", "opens"), new LockKey("A/Inner#i()", "opens"));
        assertThat(run(BudgetMode.UPDATE, kept(), Set.of("A")).change().removes())
                .isEmpty();
    }

    // --- The trend ---

    private static BudgetTrend trend(BudgetMode mode, SortedMap<String, SortedMap<String, BudgetFinding>> tests) {
        BudgetRun run = BudgetRun.of(mode, JDK17, tests, LOCK, name -> false, name -> false);
        return new BudgetTrend(run, LOCK, "src/test/ringfence.budgets");
    }

    @Test
    void the_trend_tells_entries_and_slack_by_unit() {
        SortedMap<String, SortedMap<String, BudgetFinding>> tests = found(new BudgetFinding.Kept(40, 40, 2));
        tests.put(
                "B#b()",
                new TreeMap<>(Map.of(
                        "fsyncs", new BudgetFinding.Kept(3, 4, 0),
                        "peak-descriptors", new BudgetFinding.Kept(2, 2, 1),
                        "processes", new BudgetFinding.Kept(2, 2, 0))));

        assertThat(trend(BudgetMode.CHECK, tests).lines())
                .containsExactly(
                        "budgets: 4 entries in src/test/ringfence.budgets [linux-x86_64 jdk17]; slack of this run's tests: 3 calls, 1 descriptor",
                        "budgets: 1 entry can be locked in with a smaller number: mvn test -Dringfence.budgets.mode=update");
    }

    @Test
    void the_trend_tells_what_was_locked_and_what_could_not_be_told() {
        SortedMap<String, SortedMap<String, BudgetFinding>> tests = found(new BudgetFinding.Measured(SIX, VALUE));
        tests.put("B#b()", new TreeMap<>(Map.of("opens", new BudgetFinding.Unknown("why"))));

        assertThat(trend(BudgetMode.NEW, tests).lines())
                .containsExactly(
                        "budgets: 4 entries in src/test/ringfence.budgets [linux-x86_64 jdk17]; slack of this run's tests: none",
                        "budgets: 1 entry measured and locked",
                        "budgets: 1 could not be told, and nothing was locked for it");
    }

    @Test
    void the_trend_counts_unfit_entries() {
        BudgetLock lock =
                lock().line(JDK17, "A#a()", "opens", new Locked.Unfit()).build();
        BudgetRun run = BudgetRun.of(
                BudgetMode.CHECK, JDK17, found(new BudgetFinding.NotJudged()), lock, name -> false, name -> false);

        assertThat(new BudgetTrend(run, lock, "x").lines())
                .containsExactly(
                        "budgets: 1 entry, 1 of them unfit, in x [linux-x86_64 jdk17]; slack of this run's tests: none");
    }

    @Test
    void the_trend_tells_why_something_became_unfit_of_the_first_five() {
        BudgetFinding unfit =
                new BudgetFinding.Measured(new RoundValues(List.of(10_000L, 10_887L)), new Locked.Unfit());
        SortedMap<String, SortedMap<String, BudgetFinding>> one = found(unfit);
        SortedMap<String, SortedMap<String, BudgetFinding>> seven = new TreeMap<>();
        for (int i = 1; i <= 7; i++) seven.put("B#b" + i + "()", new TreeMap<>(Map.of("bytes-read", unfit)));

        assertThat(trend(BudgetMode.NEW, one).lines())
                .last()
                .isEqualTo("budgets: A#a() opens is unfit to gate: its rounds were 10000, 10887");
        assertThat(trend(BudgetMode.NEW, seven).lines())
                .hasSize(2 + 5 + 1)
                .endsWith(
                        "budgets: B#b5() bytes-read is unfit to gate: its rounds were 10000, 10887",
                        "budgets: 2 more are unfit to gate");
        assertThat(trend(BudgetMode.NEW, found(new BudgetFinding.Measured(SIX, VALUE)))
                        .lines())
                .noneMatch(line -> line.contains("unfit"));
    }

    @Test
    void the_trend_tells_what_is_obsolete_and_what_was_removed() {
        BudgetRun check = run(BudgetMode.CHECK, kept(), Set.of("A"));
        BudgetRun prune = run(BudgetMode.PRUNE, kept(), Set.of("A"));

        assertThat(new BudgetTrend(check, LOCK, "x").lines())
                .contains(
                        "budgets: 2 entries are obsolete, of A#gone(), A/Inner#i(); remove with: mvn test -Dringfence.budgets.mode=prune");
        assertThat(new BudgetTrend(prune, LOCK, "x").lines())
                .contains("budgets: 2 obsolete entries removed, of A#gone(), A/Inner#i()");
    }

    @Test
    void the_trend_names_five_tests_at_most() {
        Locks many = lock();
        for (int i = 1; i <= 7; i++) many.line(JDK17, "A#t" + i + "()", "opens", 1);
        BudgetRun run =
                BudgetRun.of(BudgetMode.PRUNE, JDK17, new TreeMap<>(), many.build(), "A"::equals, name -> false);

        assertThat(new BudgetTrend(run, many.build(), "x").lines())
                .contains(
                        "budgets: 7 obsolete entries removed, of A#t1(), A#t2(), A#t3(), A#t4(), A#t5() and 2 more tests");
    }

    @Test
    void the_trend_names_all_of_five_tests_and_counts_nothing_that_is_not_there() {
        Locks five = lock();
        for (int i = 1; i <= 5; i++) five.line(JDK17, "A#t" + i + "()", "opens", 1);
        BudgetRun run = BudgetRun.of(BudgetMode.NEW, JDK17, new TreeMap<>(), five.build(), "A"::equals, name -> false);

        assertThat(new BudgetTrend(run, five.build(), "x").lines())
                .containsExactly(
                        "budgets: 5 entries in x [linux-x86_64 jdk17]; slack of this run's tests: none",
                        "budgets: 5 entries are obsolete, of A#t1(), A#t2(), A#t3(), A#t4(), A#t5();"
                                + " remove with: mvn test -Dringfence.budgets.mode=prune");
    }
}
