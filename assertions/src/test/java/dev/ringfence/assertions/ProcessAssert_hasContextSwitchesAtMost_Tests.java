package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.event.ActorKind;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;

class ProcessAssert_hasContextSwitchesAtMost_Tests {
    private static final String IN_NO_FILE = ", and how often it was switched is in no file";

    private static StateBuilder switched(long main) {
        return state().switched(5100, 4, 0).switched(5101, main, 1).atMillis(100);
    }

    private static RecordingBuilder recording(StateBuilder closed) {
        return RecordingBuilder.recording("waits()").around(switched(10), closed, switched(900));
    }

    private static String unknown(RecordingBuilder recording) {
        Recording built = recording.build();
        return cannotTell(() -> assertThat(built).process().hasContextSwitchesAtMost(100));
    }

    @Test
    void should_pass_up_to_the_limit_at_the_closing_marker() {
        assertThat(recording(switched(40)).build()).process().hasContextSwitchesAtMost(30);
    }

    @Test
    void should_suspect_more_and_name_the_threads_that_were_switched_most() {
        Recording recording = recording(switched(40)
                        .thread(5110, "poller-7", 1200)
                        .switched(5110, 50, 3)
                        .switched(5101, 35, 4))
                .build();

        org.assertj.core.api.Assertions.assertThat(catchThrowableOfType(
                        SuspicionError.class,
                        () -> assertThat(recording).process().hasContextSwitchesAtMost(80)))
                .hasMessage("""
                Expecting waits() to have at most 80 context switches, but there were more:

                  context switches: 81
                    "poller-7" (tid 5110)  50 voluntary, 3 involuntary
                    "main" (tid 5101)  25 voluntary, 3 involuntary

                not confirmed by more runs
                allow it:     process().hasContextSwitchesAtMost(81)
                reproduce:    mvn test -Dtest=ProcessAssert_hasContextSwitchesAtMost_Tests#should_suspect_more_and_name_the_threads_that_were_switched_most -Dringfence.rounds=20""");
        assertThat(recording).process().hasContextSwitchesAtMost(81);
    }

    @Test
    void should_refuse_a_negative_limit() {
        Recording recording = recording(switched(10)).build();

        assertThatThrownBy(() -> assertThat(recording).process().hasContextSwitchesAtMost(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit must not be negative but was -1");
    }

    // --- Threads that have ended ---

    @Test
    void should_not_tell_where_a_thread_ended() {
        RecordingBuilder recording = RecordingBuilder.recording("waits()")
                .around(switched(10).thread(5110, "poller-7", 950).switched(5110, 5, 5), switched(20), switched(20));

        org.assertj.core.api.Assertions.assertThat(unknown(recording))
                .isEqualTo("cannot tell how many context switches waits() had: the thread \"poller-7\" (tid 5110) ended"
                        + IN_NO_FILE);
    }

    @Test
    void should_suspect_more_of_the_others_also_where_a_thread_ended() {
        Recording recording = RecordingBuilder.recording("waits()")
                .around(switched(10).thread(5110, "poller-7", 950).switched(5110, 5, 5), switched(500), switched(500))
                .build();

        assertThatThrownBy(() -> assertThat(recording).process().hasContextSwitchesAtMost(100))
                .isInstanceOf(SuspicionError.class);
    }

    @Test
    void should_not_tell_where_a_thread_came_and_went() {
        org.assertj.core.api.Assertions.assertThat(
                        unknown(recording(switched(20)).with(call("clone3").returns(5110))))
                .isEqualTo(
                        "cannot tell how many context switches waits() had: a thread that \"main\" started came and went"
                                + IN_NO_FILE);
        org.assertj.core.api.Assertions.assertThat(unknown(
                        recording(switched(20)).with(call("clone").entryOnly().by("JIT", 5103, ActorKind.JVM))))
                .contains("a thread that \"JIT\" started came and went");
    }

    @Test
    void should_pass_where_what_was_started_is_known_or_no_thread_of_the_process() {
        StateBuilder closed = switched(20).thread(5110, "poller-7", 1200).switched(5110, 1, 0);
        Recording recording = RecordingBuilder.recording("waits()")
                .around(switched(10), closed, switched(20).thread(5112, "late", 1300))
                .with(
                        call("clone3").returns(5110),
                        call("clone3").fails("EAGAIN"),
                        call("clone").returns(6000),
                        call("clone3").inChild(6000, "sh").returns(6001),
                        call("clone3").returns(5112),
                        call("clone3").returns(5113).atMicros(200_000))
                .startsProcess(6000)
                .build();

        assertThat(recording).process().hasContextSwitchesAtMost(100);
    }

    // --- What is not known ---

    @Test
    void should_not_tell_whether_threads_came_and_went_where_events_are_missing() {
        org.assertj.core.api.Assertions.assertThat(
                        unknown(recording(switched(20)).gap(Concern.EVENTS, "12 events were dropped")))
                .isEqualTo("cannot tell how many context switches waits() had: 12 events were dropped");
        org.assertj.core.api.Assertions.assertThat(
                        unknown(recording(switched(20)).notObserving("clone3")))
                .isEqualTo(
                        "cannot tell how many context switches waits() had: threads may have come and gone: clone3 was"
                                + " not observed");
    }

    @Test
    void should_not_tell_where_nobody_asked_for_threads() {
        org.assertj.core.api.Assertions.assertThat(
                        unknown(RecordingBuilder.recording("waits()").around(state(), state())))
                .isEqualTo("cannot tell: thread-details was not captured around waits(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.THREAD_DETAILS)");
    }

    @Test
    void should_not_tell_where_a_thread_could_not_be_read() {
        org.assertj.core.api.Assertions.assertThat(unknown(recording(
                        switched(20).failed("task/5101/status", "/proc/5100/task/5101/status: permission denied"))))
                .isEqualTo("cannot tell how many context switches waits() had: /proc/5100/task/5101/status: permission"
                        + " denied");
    }
}
