package dev.ringfence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.ledger.SeriesVerdict.CannotTell;
import dev.ringfence.ledger.SeriesVerdict.Ended;
import dev.ringfence.ledger.SeriesVerdict.Leak;
import dev.ringfence.ledger.SeriesVerdict.RunAgain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthSeriesTests {
    private static final Site A = new Site("a", "A.a(A.java:1)");
    private static final Site B = new Site("b", "B.b(B.java:1)");

    private static Growth growth(int a, int b) {
        Map<Site, Integer> bySite = new HashMap<>();
        if (a > 0) bySite.put(A, a);
        if (b > 0) bySite.put(B, b);
        return new Growth(bySite);
    }

    /** Runs as the worker does: again for as long as the verdict asks for it. */
    private static SeriesVerdict drive(IntFunction<Growth> run, Rounds rounds, boolean abandonedOnly) {
        List<Growth> runs = new ArrayList<>(List.of(run.apply(0)));
        for (; ; ) {
            SeriesVerdict verdict = GrowthSeries.judge(runs, rounds, abandonedOnly);
            if (!(verdict instanceof RunAgain)) return verdict;
            assertThat(runs.size() - 1).as("confirming runs so far").isLessThan(rounds.max());
            runs.add(run.apply(runs.size()));
        }
    }

    private static SeriesVerdict drive(IntFunction<Growth> run) {
        return drive(run, Rounds.DEFAULT, false);
    }

    // --- One site ---

    @Test
    void first_use_ends_after_the_fewest_runs() {
        assertThat(drive(n -> growth(n == 0 ? 2 : 0, 0))).isEqualTo(new Ended(1, 4));
    }

    @Test
    void what_grows_in_every_run_is_a_leak() {
        assertThat(drive(n -> growth(1, 0))).isEqualTo(new Leak(Set.of(A), 12, 12));
        assertThat(drive(n -> growth(1, 0), new Rounds(3, 20), false)).isEqualTo(new Leak(Set.of(A), 20, 20));
        assertThat(drive(n -> growth(1, 0), Rounds.atMost(3), false)).isEqualTo(new Leak(Set.of(A), 3, 3));
        assertThat(drive(n -> growth(1, 0), Rounds.atMost(1), false)).isEqualTo(new Leak(Set.of(A), 1, 1));
    }

    @Test
    void what_the_collector_closes_in_each_of_the_fewest_runs_is_a_leak() {
        assertThat(drive(n -> growth(1, 0), Rounds.DEFAULT, true)).isEqualTo(new Leak(Set.of(A), 3, 3));
        assertThat(drive(n -> growth(n == 0 ? 1 : 0, 0), Rounds.DEFAULT, true)).isEqualTo(new Ended(1, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void a_pool_that_fills_within_two_thirds_of_the_runs_is_no_leak(int size) {
        int runs = size == 1 ? 4 : 13;
        assertThat(drive(n -> growth(n < size ? 1 : 0, 0))).isEqualTo(new Ended(size, runs));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 'growth slowed but did not end: 9 of 12 more runs grew, by 6 descriptors in the first 6 runs and by 3 in the last 6'",
        "11, 'growth slowed but did not end: 10 of 12 more runs grew, by 6 descriptors in the first 6 runs and by 4 in the last 6'",
        "12, 'growth slowed but did not end: 11 of 12 more runs grew, by 6 descriptors in the first 6 runs and by 5 in the last 6'"
    })
    void a_pool_that_is_hardly_filled_cannot_be_told_from_a_leak(int size, String reason) {
        assertThat(drive(n -> growth(n < size ? 1 : 0, 0))).isEqualTo(new CannotTell(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15})
    void a_pool_that_is_larger_than_the_series_needs_more_rounds(int size) {
        assertThat(drive(n -> growth(n < size ? 1 : 0, 0))).isEqualTo(new Leak(Set.of(A), 12, 12));
        assertThat(drive(n -> growth(n < size ? 1 : 0, 0), new Rounds(3, 24), false))
                .isEqualTo(new Ended(size, 25));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void a_pool_that_opens_several_at_once_is_as_fast_filled(int size) {
        SeriesVerdict verdict = drive(n -> growth(Math.max(0, Math.min(3, size - 3 * n)), 0));
        assertThat(verdict).isEqualTo(new Ended((size + 2) / 3, size <= 3 ? 4 : 13));
    }

    @Test
    void a_leak_on_every_other_run_is_a_leak() {
        assertThat(drive(n -> growth(n % 2 == 0 ? 1 : 0, 0))).isEqualTo(new Leak(Set.of(A), 6, 12));
        assertThat(drive(n -> growth(n % 3 == 0 ? 1 : 0, 0))).isEqualTo(new Leak(Set.of(A), 4, 12));
    }

    @Test
    void a_leak_that_pauses_once_never_passes() {
        assertThat(drive(n -> growth(n == 2 ? 0 : 1, 0))).isEqualTo(new Leak(Set.of(A), 11, 12));
        assertThat(drive(n -> growth(n == 7 ? 0 : 1, 0))).isInstanceOf(CannotTell.class);
    }

    @Test
    void growth_that_gets_slower_cannot_be_told() {
        Set<Integer> grow = Set.of(0, 1, 2, 3, 5, 8, 12);
        assertThat(drive(n -> growth(grow.contains(n) ? 1 : 0, 0)))
                .isEqualTo(new CannotTell("growth slowed but did not end: 6 of 12 more runs grew,"
                        + " by 4 descriptors in the first 6 runs and by 2 in the last 6"));
    }

    @Test
    void growth_that_gets_faster_is_a_leak() {
        Set<Integer> grow = Set.of(0, 3, 6, 8, 10, 11, 12);
        assertThat(drive(n -> growth(grow.contains(n) ? 1 : 0, 0))).isEqualTo(new Leak(Set.of(A), 6, 12));
    }

    // --- Several sites ---

    @Test
    void a_leak_is_found_beside_a_site_that_settles() {
        assertThat(drive(n -> growth(1, n < 5 ? 1 : 0))).isEqualTo(new Leak(Set.of(A), 12, 12));
        assertThat(drive(n -> growth(1, n == 0 ? 9 : 0))).isEqualTo(new Leak(Set.of(A), 12, 12));
    }

    @Test
    void two_leaks_are_one_verdict() {
        assertThat(drive(n -> growth(1, 2))).isEqualTo(new Leak(Set.of(A, B), 12, 12));
        assertThat(drive(n -> growth(n % 2 == 0 ? 1 : 0, n % 2 == 1 ? 1 : 0)))
                .isEqualTo(new Leak(Set.of(A, B), 12, 12));
    }

    @Test
    void two_sites_that_settle_end_with_the_later_one() {
        assertThat(drive(n -> growth(n == 0 ? 1 : 0, n < 4 ? 1 : 0))).isEqualTo(new Ended(4, 13));
        assertThat(drive(n -> growth(n == 0 ? 1 : 0, n == 1 ? 1 : 0))).isEqualTo(new Ended(2, 5));
    }

    @Test
    void a_site_that_comes_up_later_has_a_series_of_its_own() {
        assertThat(drive(n -> growth(n == 0 ? 1 : 0, n >= 2 ? 1 : 0))).isEqualTo(new Leak(Set.of(B), 11, 12));
        assertThat(drive(n -> growth(n < 9 ? 1 : 0, n == 11 ? 1 : 0))).isEqualTo(new Ended(12, 13));
    }

    @Test
    void a_site_that_comes_up_in_the_last_runs_cannot_be_told() {
        assertThat(drive(n -> growth(n < 9 ? 1 : 0, n >= 11 ? 1 : 0)))
                .isEqualTo(new CannotTell("another site began to grow too late to be confirmed"));
    }

    @Test
    void a_leak_under_a_new_name_in_each_run_is_a_leak() {
        IntFunction<Growth> run = n -> new Growth(Map.of(new Site("s" + n, "S"), 1));
        assertThat(drive(run)).isInstanceOfSatisfying(Leak.class, leak -> {
            assertThat(leak.grown()).isEqualTo(12);
            assertThat(leak.sites()).hasSize(13);
        });
        assertThat(drive(n -> n < 4 ? growth(1, 0) : run.apply(n))).isInstanceOf(Leak.class);
        assertThat(drive(n -> n < 3 ? run.apply(n) : Growth.none())).isEqualTo(new Ended(3, 6));
    }

    @Test
    void a_leak_under_new_names_that_begins_after_a_pool_was_filled_needs_the_fewest_runs() {
        assertThat(drive(n -> n < 9 ? growth(1, 0) : new Growth(Map.of(new Site("s" + n, "S"), 1))))
                .isInstanceOfSatisfying(Leak.class, leak -> {
                    assertThat(leak.grown()).isEqualTo(4);
                    assertThat(leak.sites()).hasSize(4);
                });
    }

    @Test
    void sites_that_grow_one_after_the_other_are_not_one_leak_under_several_names() {
        assertThat(drive(n -> growth(n < 11 ? 1 : 0, n >= 11 ? 1 : 0)))
                .isEqualTo(new CannotTell("growth slowed but did not end: 10 of 12 more runs grew,"
                        + " by 6 descriptors in the first 6 runs and by 4 in the last 6"));
    }

    @Test
    void a_slow_site_beside_a_settled_one_cannot_be_told() {
        assertThat(drive(n -> growth(n == 0 ? 1 : 0, n < 11 ? 1 : 0))).isInstanceOf(CannotTell.class);
    }

    // --- Misuse ---

    @Test
    void a_series_begins_with_growth() {
        assertThatThrownBy(() -> GrowthSeries.judge(List.of(), Rounds.DEFAULT, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GrowthSeries.judge(List.of(Growth.none()), Rounds.DEFAULT, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Growth(Map.of(A, 0)))
                .hasMessage("bySite must hold growth only but Site[key=a, label=A.a(A.java:1)] is 0");
        assertThatThrownBy(() -> new Rounds(0, 3)).hasMessage("min must be at least 1 but was 0");
        assertThatThrownBy(() -> new Rounds(3, 2)).hasMessage("max must be at least min (3) but was 2");
    }
}
