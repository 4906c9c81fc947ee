package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.budget.BudgetFinding;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.RoundValues;
import dev.ringfence.jupiter.Inquiry;
import dev.ringfence.jupiter.Inquiry.Answer;
import dev.ringfence.jupiter.Inquiry.Answered;
import dev.ringfence.jupiter.Inquiry.RunAgain;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class BudgetedCheckTests {
    private static final String HEADER = "# ringfence budgets 1\n\n[here]\n";

    @TempDir
    Path directory;

    private Path file;

    static class PlainTestCase {
        void sells() {}
    }

    @BeforeEach
    void nameFile() {
        file = directory.resolve("ringfence.budgets");
    }

    private TestContext context(Class<?> type, String method, String mode) {
        return TestContext.of(type, method)
                .configured("ringfence.budgets.mode", mode)
                .configured("ringfence.budgets.file", file.toString())
                .configured("ringfence.budgets.profile", "here");
    }

    private TestContext context(String method, String mode) {
        return context(ShopTestCase.class, method, mode);
    }

    private void lock(String... lines) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (String line : lines)
            text.append(ShopTestCase.class.getName()).append('#').append(line).append('\n');
        Files.writeString(file, text);
    }

    private static Recording opens(int number) {
        return opens(recording("window 1"), number).build();
    }

    private static RecordingBuilder opens(RecordingBuilder builder, int number) {
        for (int i = 0; i < number; i++) builder.calls("openat", "/etc/app.conf");
        return builder;
    }

    /** Returns the answer after runs with such recordings. */
    private Answer answer(String method, String mode, Recording... runs) {
        List<Inquiry> inquiries = new ArrayList<>();
        BudgetedCheck check = new BudgetedCheck(Map.of());
        for (Recording run : runs) {
            TestContext context = context(method, mode);
            check.check(run, context);
            inquiries.addAll(context.inquiries());
        }
        return inquiries.get(0).answer(inquiries);
    }

    private Answered answered(String method, String mode, Recording... runs) {
        return (Answered) answer(method, mode, runs);
    }

    // --- Answers ---

    @Test
    void a_test_without_a_budget_is_asked_nothing() {
        TestContext plain = context(PlainTestCase.class, "sells", "check");
        TestContext off = context("sells", "off");
        BudgetedCheck check = new BudgetedCheck(Map.of());
        check.check(opens(1), plain);
        check.check(opens(1), off);

        assertThat(plain.inquiries()).isEmpty();
        assertThat(off.inquiries()).isEmpty();
    }

    @Test
    void standard_metrics_are_those_of_a_budget_that_names_none() throws IOException {
        lock(
                "standard() opens 1",
                "standard() renames 0",
                "standard() unlinks 0",
                "standard() fsyncs 0",
                "standard() connects 0",
                "standard() processes 0",
                "standard() peak-descriptors 0");

        assertThat(answered("standard", "check", opens(1)).budgets()).hasSize(7);
    }

    @Test
    void ci_decides_about_the_mode() {
        TestContext context =
                TestContext.of(ShopTestCase.class, "once").configured("ringfence.budgets.file", file.toString());
        new BudgetedCheck(Map.of("CI", "true")).check(opens(1), context);
        new BudgetedCheck(Map.of()).check(opens(1), context);

        assertThat(context.inquiries()).extracting(Inquiry::canFail).containsExactly(true, false);
    }

    @Test
    void a_budget_that_is_kept_needs_one_run() throws IOException {
        lock("sells() opens 2", "sells() processes 0");

        Answered answered = answered("sells", "check", opens(2));

        assertThat(answered.passes()).isTrue();
        assertThat(answered.entries())
                .isEqualTo(Map.of(
                        "ringfence.budget.opens", "2, locked 2",
                        "ringfence.budget.processes", "0, locked 0"));
        assertThat(answered.budgets()).containsEntry("opens", new BudgetFinding.Kept(2, 2, 0));
    }

    @Test
    void a_first_run_above_it_is_told() throws IOException {
        lock("sells() opens 2", "sells() processes 0");

        assertThat(answer("sells", "check", opens(9))).isInstanceOf(RunAgain.class);
        assertThat(answered("sells", "check", opens(9), opens(1)).entries())
                .containsEntry(
                        "ringfence.budget.opens",
                        "1 (9 in its first run), locked 2: can be locked in with ringfence.budgets.mode=update");
    }

    @Test
    void a_metric_above_it_in_every_run_fails() throws IOException {
        lock("sells() opens 2", "sells() processes 0");

        Answered answered = answered("sells", "check", opens(9), opens(3), opens(3), opens(4));

        assertThat(answered.thrown())
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        Expecting sells() to keep its budget, but 1 of 2 metrics exceeds it:

                          metric  locked  tolerance  found  in its rounds
                          opens   2       0          3      3 4

                          opens:
                            0.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            1.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            2.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                            3.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0

                        by call:      openat 4
                        budget:       FILE [here]
                        accept it:    mvn test -Dtest=ShopTestCase#sells -Dringfence.budgets.mode=update
                                      on here, or: mv FILE.proposed FILE
                        reproduce:    mvn test -Dtest=ShopTestCase#sells -Dringfence.budgets.mode=check""".replace("FILE", file.toString()));
        AssertionFailedError failure = (AssertionFailedError) answered.thrown();
        assertThat(failure.getExpected().getStringRepresentation()).isEqualTo("opens: at most 2");
        assertThat(failure.getActual().getStringRepresentation()).isEqualTo("opens: 3");
        assertThat(answered.entries()).containsEntry("ringfence.budget.opens", "3, locked 2: exceeded");
    }

    @Test
    void a_tolerance_of_the_annotation_counts() throws IOException {
        lock("tolerant() opens 2");

        assertThat(answered("tolerant", "check", opens(4)).passes()).isTrue();
        assertThat(answered("tolerant", "check", opens(5), opens(5)).passes()).isFalse();
    }

    @Test
    void an_annotation_on_another_annotation_counts() throws IOException {
        lock("saves() fsyncs 0");

        assertThat(answered("saves", "check", opens(4)).budgets()).containsOnlyKeys("fsyncs");
    }

    @Test
    void new_metrics_are_measured() {
        Answered answered = answered("sells", "new", opens(9), opens(3), opens(2), opens(2));

        assertThat(answered.passes()).isTrue();
        assertThat(answered.budgets())
                .containsEntry(
                        "opens", new BudgetFinding.Measured(new RoundValues(List.of(2L, 2L)), new Locked.Value(2, 0)));
        assertThat(answered.entries()).containsEntry("ringfence.budget.opens", "2, measured");
    }

    @Test
    void what_does_not_repeat_is_told() {
        assertThat(answered("sells", "new", opens(9), opens(3), opens(1), opens(2))
                        .entries())
                .containsEntry("ringfence.budget.opens", "unfit: its rounds differ: 1 2");
    }

    @Test
    void without_rounds_the_first_run_is_all() throws IOException {
        lock("once() opens 2");

        assertThat(answered("once", "check", opens(3)).passes()).isFalse();
        assertThat(answered("once", "update", opens(3)).budgets())
                .containsEntry(
                        "opens", new BudgetFinding.Measured(new RoundValues(List.of(3L)), new Locked.Value(3, 0)));
    }

    // --- What cannot be told ---

    private static Recording withAGap(int number) {
        return opens(recording("window 1").gap(Concern.COUNTS, "the tracer lost 3 stops"), number)
                .build();
    }

    @Test
    void a_recording_with_a_gap_cannot_tell_in_any_run() throws IOException {
        lock("once() opens 2");

        Answered answered = answered("once", "check", withAGap(1));

        assertThat(answered.thrown()).isExactlyInstanceOf(CannotTellError.class).hasMessage("""
                cannot tell whether once() keeps its budget:

                  opens  the tracer lost 3 stops

                budget:       FILE [here]""".replace(
                        "FILE", file.toString()));
    }

    @Test
    void a_run_without_a_gap_can_tell() throws IOException {
        lock("sells() opens 2", "sells() processes 0");

        assertThat(answer("sells", "check", withAGap(1))).isInstanceOf(RunAgain.class);
        assertThat(answered("sells", "check", withAGap(1), opens(2)).passes()).isTrue();
    }

    @Test
    void nothing_is_locked_of_a_recording_with_a_gap_and_the_test_passes() {
        Answered answered = answered("once", "new", withAGap(1));

        assertThat(answered.passes()).isTrue();
        assertThat(answered.budgets()).containsEntry("opens", new BudgetFinding.Unknown("the tracer lost 3 stops"));
        assertThat(answered.entries()).containsEntry("ringfence.budget.opens", "cannot tell: the tracer lost 3 stops");
    }

    @Test
    void calls_that_were_not_observed_cannot_tell() throws IOException {
        lock("once() opens 2");
        Recording unobserved =
                opens(recording("window 1").notObserving("creat"), 1).build();

        assertThat(answered("once", "check", unobserved).thrown())
                .isInstanceOf(CannotTellError.class)
                .hasMessageContaining("opens  creat was not observed");
    }

    @Test
    void a_test_that_cannot_be_run_again_fails_where_it_exceeds_its_budget() throws IOException {
        lock("sells() opens 2", "sells() processes 0");
        TestContext context = context("sells", "check");
        new BudgetedCheck(Map.of()).check(opens(3), context);
        Answered answered = context.inquiries().get(0).unanswerable(new IllegalStateException("the port is taken"));

        assertThat(answered.thrown()).isExactlyInstanceOf(CannotTellError.class).hasMessage("""
                cannot tell whether sells() keeps its budget:

                  opens  3 in its first run, locked 2; it could not be run again: java.lang.IllegalStateException: the port is taken

                budget:       FILE [here]
                judge it:     @Budgeted(rounds = 0) takes the first run for all""".replace(
                        "FILE", file.toString()));
    }

    @Test
    void a_test_that_cannot_be_run_again_is_not_locked() {
        TestContext context = context("sells", "new");
        new BudgetedCheck(Map.of()).check(opens(3), context);
        Answered answered = context.inquiries().get(0).unanswerable(new IllegalStateException("the port is taken"));

        assertThat(answered.passes()).isTrue();
        assertThat(answered.entries())
                .containsEntry(
                        "ringfence.budget.opens",
                        "cannot tell: 3 in its first run; it could not be run again: java.lang.IllegalStateException: the port is taken");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() throws IOException {
        Files.writeString(file, "=======\n");

        assertThatThrownBy(() -> new BudgetedCheck(Map.of()).check(opens(1), context("sells", "check")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("the budgets cannot be read: " + file
                        + ", line 1, format: expected \"# ringfence budgets 1\", in \"=======\"");
    }
}
