package dev.ringfence.worker;

import static dev.ringfence.worker.Suspicions.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.channel.Frame.TestEvent;
import dev.ringfence.channel.Frame.TestEvent.Kind;
import dev.ringfence.channel.Frame.TestEvent.NodeType;
import dev.ringfence.channel.Frame.TestEvent.Status;
import dev.ringfence.channel.ThrowableCodec;
import dev.ringfence.jupiter.ConfirmationRound;
import dev.ringfence.jupiter.Inquiry;
import dev.ringfence.jupiter.SuspicionError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfirmationTests {
    private static final String ENGINE = "[engine:junit-jupiter]";
    private static final String CLASS = ENGINE + "/[class:UploadIT]";
    private static final String NESTED = CLASS + "/[nested-class:Slow]";
    private static final String LEAKS = CLASS + "/[method:leaks()]";
    private static final String CLEAN = NESTED + "/[method:clean()]";
    private static final String OTHER = ENGINE + "/[class:OtherIT]";

    private final List<TestEvent> out = new ArrayList<>();
    private final List<String> rounds = new ArrayList<>();
    private Optional<Throwable> result = Optional.empty();
    private List<Inquiry> inquiries = List.of();
    private final List<TestEvent> heldBack = new ArrayList<>();
    private final Confirmation confirmation = new Confirmation(this::runAgain, 12, out::add, heldBack::add);

    private Map<String, Rerun> runAgain(Set<String> ids) {
        rounds.add(ConfirmationRound.current() + " " + ids);
        Map<String, Rerun> results = new HashMap<>();
        ids.forEach(id -> results.put(id, new Rerun(result.orElse(null), inquiries)));
        return results;
    }

    private static TestEvent event(Kind kind, String id, @Nullable Status status) {
        NodeType type = id.contains("method:") ? NodeType.TEST : NodeType.CONTAINER;
        return new TestEvent(kind, id, null, id, id, type, List.of(), null, null, status, null, Map.of(), null, null);
    }

    private void started(String id) {
        confirmation.event(event(Kind.STARTED, id, null));
    }

    private void passed(String id) {
        confirmation.finished(event(Kind.FINISHED, id, Status.SUCCESSFUL), null, null);
    }

    private void failed(String id, Throwable thrown) {
        confirmation.finished(event(Kind.FINISHED, id, Status.FAILED), thrown, null);
    }

    private static SuspicionError suspicion() {
        return Suspicions.of("@NoFdLeak", Map.of(STORE, 1));
    }

    private List<String> reported() {
        return out.stream()
                .map(e -> e.kind() + " " + e.uniqueId().substring(e.uniqueId().lastIndexOf('[')) + " " + e.status())
                .toList();
    }

    private void runUploadIt() {
        started(CLASS);
        started(LEAKS);
        failed(LEAKS, suspicion());
        assertThat(rounds).isEmpty();
        started(NESTED);
        started(CLEAN);
        passed(CLEAN);
        passed(NESTED);
        assertThat(reported()).containsExactly("STARTED [class:UploadIT] null", "STARTED [method:leaks()] null");
        passed(CLASS);
    }

    @Test
    void passes_events_on_at_once_while_nothing_is_suspected() {
        started(CLASS);
        started(CLEAN);
        failed(CLEAN, new AssertionError("an ordinary one"));

        assertThat(reported())
                .containsExactly(
                        "STARTED [class:UploadIT] null",
                        "STARTED [method:clean()] null",
                        "FINISHED [method:clean()] FAILED");
    }

    @Test
    void runs_again_after_the_outermost_class_and_releases_in_order() {
        runUploadIt();

        assertThat(rounds).containsExactly("1 [" + LEAKS + "]", "2 [" + LEAKS + "]", "3 [" + LEAKS + "]");
        assertThat(ConfirmationRound.current()).isZero();
        assertThat(reported())
                .containsExactly(
                        "STARTED [class:UploadIT] null",
                        "STARTED [method:leaks()] null",
                        "REPORT_ENTRY [method:leaks()] null",
                        "FINISHED [method:leaks()] SUCCESSFUL",
                        "STARTED [nested-class:Slow] null",
                        "STARTED [method:clean()] null",
                        "FINISHED [method:clean()] SUCCESSFUL",
                        "FINISHED [nested-class:Slow] SUCCESSFUL",
                        "FINISHED [class:UploadIT] SUCCESSFUL");
        assertThat(out.get(2).entry()).containsOnlyKeys("ringfence.first-use");
    }

    @Test
    void reports_a_confirmed_leak_as_the_result_of_its_test() {
        result = Optional.of(suspicion());

        runUploadIt();

        assertThat(rounds).hasSize(12);
        TestEvent finished = out.get(2);
        assertThat(finished.status()).isEqualTo(Status.FAILED);
        assertThat(ThrowableCodec.decode(finished.throwable())).hasMessageContaining("grown=12, runs=12");
    }

    @Test
    void holds_nothing_of_the_next_class() {
        runUploadIt();
        out.clear();

        started(OTHER);

        assertThat(reported()).containsExactly("STARTED [class:OtherIT] null");
    }

    @Test
    void tells_at_once_what_it_holds_so_that_it_is_not_lost_with_the_jvm() {
        confirmation.finished(event(Kind.FINISHED, LEAKS, Status.FAILED), suspicion(), null);

        assertThat(out).isEmpty();
        assertThat(heldBack).extracting(TestEvent::uniqueId).containsExactly(LEAKS);
    }

    @Test
    void fails_the_test_when_it_cannot_be_run_again() {
        Confirmation broken = new Confirmation(
                ids -> {
                    throw new IllegalStateException("no such engine");
                },
                12,
                out::add,
                heldBack::add);
        broken.finished(event(Kind.FINISHED, LEAKS, Status.FAILED), suspicion(), null);
        broken.finished(event(Kind.FINISHED, CLASS, Status.SUCCESSFUL), null, null);

        assertThat(reported())
                .containsExactly("FINISHED [method:leaks()] FAILED", "FINISHED [class:UploadIT] SUCCESSFUL");
        assertThat(ThrowableCodec.decode(out.get(0).throwable())).hasRootCauseMessage("no such engine");
    }

    @Test
    void lets_go_of_what_it_holds_when_the_run_breaks_off() {
        failed(LEAKS, suspicion());
        started(CLEAN);

        confirmation.giveUp("the JVM of the test was ended");

        assertThat(reported()).containsExactly("FINISHED [method:leaks()] FAILED", "STARTED [method:clean()] null");
        assertThat(ThrowableCodec.decode(out.get(0).throwable()))
                .hasRootCauseMessage("the test was not run again: the JVM of the test was ended");
    }

    @Test
    void does_not_run_a_container_again() {
        failed(CLASS, suspicion());

        assertThat(rounds).isEmpty();
        assertThat(reported()).containsExactly("FINISHED [class:UploadIT] FAILED");
    }

    @Test
    void runs_a_test_again_that_passed_and_about_which_a_question_is_open() {
        ScriptedInquiry inquiry = new ScriptedInquiry("budget", 2, true);
        inquiries = List.of(inquiry);
        started(CLASS);
        started(LEAKS);
        confirmation.finished(event(Kind.FINISHED, LEAKS, Status.SUCCESSFUL), null, ScriptedInquiry.notes(inquiry));
        assertThat(heldBack).extracting(TestEvent::status).containsExactly(Status.FAILED);
        passed(CLASS);

        assertThat(rounds).containsExactly("1 [" + LEAKS + "]");
        assertThat(reported())
                .containsExactly(
                        "STARTED [class:UploadIT] null",
                        "STARTED [method:leaks()] null",
                        "REPORT_ENTRY [method:leaks()] null",
                        "FINDINGS [method:leaks()] null",
                        "FINISHED [method:leaks()] FAILED",
                        "FINISHED [class:UploadIT] SUCCESSFUL");
    }

    @Test
    void holds_nothing_for_a_question_that_is_answered_at_once() {
        started(CLASS);
        confirmation.finished(
                event(Kind.FINISHED, LEAKS, Status.SUCCESSFUL),
                null,
                ScriptedInquiry.notes(new ScriptedInquiry("budget", 1, false)));

        assertThat(heldBack).isEmpty();
        assertThat(reported()).endsWith("FINISHED [method:leaks()] SUCCESSFUL");
    }
}
