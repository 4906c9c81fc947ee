package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two warm-ups and three rounds, unless a test says otherwise. */
class BudgetSeriesTests {
    private static final Tolerance ONE = new Tolerance(1, 0);

    private static BudgetTerms terms(BudgetMode mode, Map<String, Locked> locked) {
        return new BudgetTerms(mode, new TreeMap<>(Map.of("opens", ONE)), locked, 2, 3);
    }

    private static BudgetTerms locked(BudgetMode mode, long number) {
        return terms(mode, Map.of("opens", new Locked.Value(number, 0)));
    }

    private static Optional<BudgetFinding> judge(BudgetTerms terms, long... opens) {
        return judge(terms, Arrays.stream(opens).mapToObj(Amount.Known::of).toArray(Amount[]::new));
    }

    private static Optional<BudgetFinding> judge(BudgetTerms terms, Amount... opens) {
        List<Map<String, Amount>> runs =
                Arrays.stream(opens).map(amount -> Map.of("opens", amount)).toList();
        return BudgetSeries.judge(terms, runs).map(findings -> findings.get("opens"));
    }

    private static RoundValues rounds(Long... values) {
        return new RoundValues(List.of(values));
    }

    @Test
    void one_run_within_the_budget_is_enough() {
        assertThat(judge(locked(BudgetMode.CHECK, 4), 4)).contains(new BudgetFinding.Kept(4, 4, 1));
        assertThat(judge(locked(BudgetMode.CHECK, 4), 5)).contains(new BudgetFinding.Kept(5, 4, 1));
    }

    @Test
    void a_run_above_it_is_repeated() {
        assertThat(judge(locked(BudgetMode.CHECK, 4), 6)).isEmpty();
        assertThat(judge(locked(BudgetMode.CHECK, 4), 6, 6, 6, 6, 6)).isEmpty();
    }

    @Test
    void the_first_repetition_within_it_keeps_the_budget() {
        assertThat(judge(locked(BudgetMode.CHECK, 4), 17, 4)).contains(new BudgetFinding.Kept(4, 4, 1));
        assertThat(judge(locked(BudgetMode.CHECK, 4), 6, 6, 6, 6, 6, 5)).contains(new BudgetFinding.Kept(5, 4, 1));
    }

    @Test
    void a_number_above_it_in_every_run_exceeds_it() {
        assertThat(judge(locked(BudgetMode.CHECK, 4), 20, 9, 8, 6, 7, 6))
                .contains(new BudgetFinding.Exceeded(rounds(6L, 7L, 6L), 4, 1, new Locked.Value(6, 1)));
    }

    @Test
    void what_exceeds_it_and_does_not_repeat_is_proposed_as_unfit() {
        assertThat(judge(locked(BudgetMode.NEW, 4), 20, 9, 8, 6, 9, 7))
                .contains(new BudgetFinding.Exceeded(rounds(6L, 9L, 7L), 4, 1, new Locked.Unfit()));
    }

    @Test
    void a_smaller_number_is_an_improvement_only_beyond_the_tolerance() {
        assertThat(new BudgetFinding.Kept(3, 4, 1).improved()).isFalse();
        assertThat(new BudgetFinding.Kept(2, 4, 1).improved()).isTrue();
        assertThat(new BudgetFinding.Kept(3, 4, 0).improved()).isTrue();
        assertThat(new BudgetFinding.Kept(4, 4, 0).improved()).isFalse();
    }

    @Test
    void slack_is_what_is_left_to_the_limit() {
        assertThat(new BudgetFinding.Kept(3, 4, 1).slack()).isEqualTo(2);
        assertThat(new BudgetFinding.Kept(5, 4, 1).slack()).isZero();
    }

    @Test
    void what_has_no_line_is_measured_after_the_warm_ups() {
        for (BudgetMode mode : List.of(BudgetMode.CHECK, BudgetMode.NEW)) {
            assertThat(judge(terms(mode, Map.of()), 20, 9, 8, 6, 7)).isEmpty();
            assertThat(judge(terms(mode, Map.of()), 20, 9, 8, 6, 7, 7))
                    .contains(new BudgetFinding.Measured(rounds(6L, 7L, 7L), new Locked.Value(7, 1)));
        }
    }

    @Test
    void what_does_not_repeat_is_unfit() {
        assertThat(judge(terms(BudgetMode.NEW, Map.of()), 9, 9, 9, 1, 5, 9))
                .contains(new BudgetFinding.Measured(rounds(1L, 5L, 9L), new Locked.Unfit()));
    }

    @Test
    void an_update_measures_what_has_a_line() {
        assertThat(judge(locked(BudgetMode.UPDATE, 4), 4)).isEmpty();
        assertThat(judge(locked(BudgetMode.UPDATE, 4), 9, 9, 9, 2, 2, 2))
                .contains(new BudgetFinding.Measured(rounds(2L, 2L, 2L), new Locked.Value(2, 0)));
    }

    @Test
    void pruning_measures_nothing_new() {
        assertThat(judge(terms(BudgetMode.PRUNE, Map.of()), 4)).contains(new BudgetFinding.NotLocked());
        assertThat(judge(locked(BudgetMode.PRUNE, 4), 4)).contains(new BudgetFinding.Kept(4, 4, 1));
        assertThat(judge(locked(BudgetMode.PRUNE, 4), 6)).isEmpty();
    }

    @Test
    void what_is_locked_as_unfit_is_not_judged_but_measured_by_an_update() {
        Map<String, Locked> unfit = Map.of("opens", new Locked.Unfit());

        assertThat(judge(terms(BudgetMode.CHECK, unfit), 900)).contains(new BudgetFinding.NotJudged());
        assertThat(judge(terms(BudgetMode.UPDATE, unfit), 9, 9, 9, 2, 2, 2))
                .contains(new BudgetFinding.Measured(rounds(2L, 2L, 2L), new Locked.Value(2, 0)));
    }

    @Test
    void without_rounds_the_first_run_is_the_only_one() {
        BudgetTerms once = new BudgetTerms(
                BudgetMode.CHECK, new TreeMap<>(Map.of("opens", ONE)), Map.of("opens", new Locked.Value(4, 0)), 2, 0);

        assertThat(judge(once, 6)).contains(new BudgetFinding.Exceeded(rounds(6L), 4, 1, new Locked.Value(6, 0)));
    }

    @Test
    void a_run_that_cannot_tell_is_repeated_and_another_may_keep_the_budget() {
        Amount unknown = new Amount.Unknown("the tracer lost 3 stops");

        assertThat(judge(locked(BudgetMode.CHECK, 4), unknown)).isEmpty();
        assertThat(judge(locked(BudgetMode.CHECK, 4), unknown, Amount.Known.of(4)))
                .contains(new BudgetFinding.Kept(4, 4, 1));
    }

    @Test
    void where_no_run_can_tell_nothing_is_known() {
        Amount unknown = new Amount.Unknown("the tracer lost 3 stops");
        Amount[] all = {unknown, unknown, unknown, unknown, unknown, unknown};

        assertThat(judge(locked(BudgetMode.CHECK, 4), all))
                .contains(new BudgetFinding.Unknown("the tracer lost 3 stops"));
    }

    @Test
    void nothing_is_locked_where_one_round_cannot_tell() {
        Amount four = Amount.Known.of(4);
        Amount unknown = new Amount.Unknown("the tracer lost 3 stops");

        assertThat(judge(terms(BudgetMode.NEW, Map.of()), four, four, four, four, unknown, four))
                .contains(new BudgetFinding.Unknown("the tracer lost 3 stops"));
        assertThat(judge(terms(BudgetMode.NEW, Map.of()), unknown, unknown, unknown, four, four, four))
                .contains(new BudgetFinding.Measured(rounds(4L, 4L, 4L), new Locked.Value(4, 0)));
    }

    @Test
    void the_test_is_run_again_until_each_metric_is_decided() {
        SortedMap<String, Tolerance> metrics = new TreeMap<>(Map.of("opens", ONE, "polls", ONE));
        BudgetTerms terms = new BudgetTerms(
                BudgetMode.CHECK,
                metrics,
                Map.of("opens", new Locked.Value(4, 0), "polls", new Locked.Value(1, 0)),
                0,
                1);
        Map<String, Amount> first = Map.of("opens", Amount.Known.of(4), "polls", Amount.Known.of(9));
        Map<String, Amount> second = Map.of("opens", Amount.Known.of(99), "polls", Amount.Known.of(8));

        assertThat(BudgetSeries.judge(terms, List.of(first))).isEmpty();
        assertThat(BudgetSeries.judge(terms, List.of(first, second)))
                .contains(new TreeMap<>(Map.of(
                        "opens",
                        new BudgetFinding.Kept(4, 4, 1),
                        "polls",
                        new BudgetFinding.Exceeded(rounds(8L), 1, 1, new Locked.Value(8, 0)))));
    }

    @Test
    void what_is_not_decided_when_there_are_no_more_runs_is_not_known_for_a_reason() {
        SortedMap<String, Tolerance> metrics = new TreeMap<>(Map.of("opens", ONE, "polls", ONE));
        BudgetTerms terms = new BudgetTerms(
                BudgetMode.CHECK,
                metrics,
                Map.of("opens", new Locked.Value(4, 0), "polls", new Locked.Value(1, 0)),
                0,
                1);
        Map<String, Amount> first = Map.of("opens", Amount.Known.of(4), "polls", Amount.Known.of(9));

        assertThat(BudgetSeries.judgeWithoutMore(
                        terms, List.of(first), metric -> metric + " was not measured again: the worker died"))
                .isEqualTo(Map.of(
                        "opens", new BudgetFinding.Kept(4, 4, 1),
                        "polls", new BudgetFinding.Unknown("polls was not measured again: the worker died")));
    }

    @Test
    void a_run_says_something_of_each_metric() {
        List<Map<String, Amount>> runs = List.of(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

        assertThatThrownBy(() -> BudgetSeries.judge(locked(BudgetMode.CHECK, 4), runs))
                .hasMessage("a run says nothing of opens");
    }
}
