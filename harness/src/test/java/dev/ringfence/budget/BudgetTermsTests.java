package dev.ringfence.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A test with four opens locked, of which one more is tolerated, and with polls that are locked as unfit. */
class BudgetTermsTests {
    private static final SortedMap<String, Tolerance> METRICS = new TreeMap<>(
            Map.of("opens", new Tolerance(1, 0), "polls", new Tolerance(0, 0), "reads", new Tolerance(0, 0)));
    private static final Map<String, Locked> LOCKED =
            Map.of("opens", new Locked.Value(4, 0), "polls", new Locked.Unfit(), "sends", new Locked.Value(0, 0));
    private static final RoundValues SIX = new RoundValues(List.of(6L));
    private static final BudgetFinding EXCEEDED = new BudgetFinding.Exceeded(SIX, 4, 1, new Locked.Value(6, 0));
    private static final BudgetFinding MEASURED = new BudgetFinding.Measured(SIX, new Locked.Value(6, 0));
    private static final BudgetFinding UNKNOWN = new BudgetFinding.Unknown("the tracer lost 3 stops");

    private static BudgetTerms terms(BudgetMode mode) {
        return new BudgetTerms(mode, METRICS, LOCKED, 2, 3);
    }

    private static BudgetTerms withoutLines(BudgetMode mode) {
        return new BudgetTerms(mode, METRICS, Map.of(), 2, 3);
    }

    // --- One run ---

    @Test
    void a_run_exceeds_what_is_locked_only_beyond_the_tolerance() {
        assertThat(terms(BudgetMode.CHECK).exceeds("opens", Amount.Known.of(6))).isTrue();
        assertThat(terms(BudgetMode.CHECK).exceeds("opens", Amount.Known.of(5))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"polls, unfit", "reads, without a line", "sends, not asked for"})
    void what_is_not_compared_is_not_exceeded(String metric, String because) {
        assertThat(terms(BudgetMode.CHECK).exceeds(metric, Amount.Known.of(99)))
                .as(because)
                .isFalse();
    }

    @Test
    void a_run_that_cannot_tell_does_not_exceed() {
        assertThat(terms(BudgetMode.CHECK).exceeds("opens", new Amount.Unknown("the tracer lost 3 stops")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CHECK, true", "NEW, true", "PRUNE, true", "UPDATE, false", "OFF, false"})
    void only_a_mode_that_compares_finds_anything_exceeded(BudgetMode mode, boolean compares) {
        assertThat(terms(mode).exceeds("opens", Amount.Known.of(6))).isEqualTo(compares);
    }

    // --- What fails ---

    @ParameterizedTest
    @CsvSource({"CHECK, true, true", "NEW, true, false", "PRUNE, true, false", "UPDATE, false, false"})
    void a_test_can_fail_where_a_line_is_compared_or_has_to_be_there(
            BudgetMode mode, boolean withLines, boolean withoutLines) {
        assertThat(terms(mode).canFail()).isEqualTo(withLines);
        assertThat(withoutLines(mode).canFail()).isEqualTo(withoutLines);
    }

    @ParameterizedTest
    @EnumSource
    void what_exceeds_its_budget_fails(BudgetMode mode) {
        assertThat(terms(mode).fails("opens", EXCEEDED)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CHECK, true", "NEW, false", "UPDATE, false"})
    void what_has_no_line_fails_only_where_none_is_added(BudgetMode mode, boolean fails) {
        assertThat(terms(mode).fails("reads", MEASURED)).isEqualTo(fails);
    }

    @ParameterizedTest
    @CsvSource({"CHECK, true, true", "NEW, true, false", "PRUNE, true, false", "UPDATE, false, false"})
    void what_cannot_be_told_fails_where_it_could_have_failed(BudgetMode mode, boolean withLine, boolean withoutLine) {
        assertThat(terms(mode).fails("opens", UNKNOWN)).isEqualTo(withLine);
        assertThat(terms(mode).fails("reads", UNKNOWN)).isEqualTo(withoutLine);
    }

    @Test
    void what_keeps_its_budget_or_is_not_judged_does_not_fail() {
        for (BudgetFinding finding : List.of(
                new BudgetFinding.Kept(4, 4, 1), new BudgetFinding.NotJudged(), new BudgetFinding.NotLocked())) {
            assertThat(terms(BudgetMode.CHECK).fails("opens", finding)).isFalse();
        }
    }

    // --- Misuse ---

    @Test
    void numbers_of_runs_are_not_negative() {
        assertThatThrownBy(() -> new BudgetTerms(BudgetMode.CHECK, METRICS, LOCKED, -1, 3))
                .hasMessage("warmUps must not be negative but was -1");
        assertThatThrownBy(() -> new BudgetTerms(BudgetMode.CHECK, METRICS, LOCKED, 2, -1))
                .hasMessage("rounds must not be negative but was -1");
    }
}
