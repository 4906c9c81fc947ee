package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static dev.ringfence.assertions.testing.ThreadBuilder.thread;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.error.StartedHere;
import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.event.ActorKind;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ThreadsAssert_leavesNoThread_Tests {
    private static final Recording POLLS = recording("polls()")
            .around(states(), states().thread(5110, "poller-7", 1200))
            .leaves(thread(5110, "poller-7", 1200)
                    .startedAt("com.example.Poller", "start", 21)
                    .isIn("com.example.Poller", "poll", 33))
            .build();

    private static StateBuilder states() {
        return state().captured(SnapshotPart.THREAD_ORIGINS);
    }

    private static SuspicionError suspicion(ThrowingCallable assertion) {
        return catchThrowableOfType(SuspicionError.class, assertion);
    }

    @Test
    void should_pass_where_every_thread_has_ended() {
        assertThat(recording("polls()").around(states(), states()).build())
                .threads()
                .leavesNoThread();
    }

    @Test
    void should_pass_where_only_the_virtual_machine_and_the_harness_have_new_threads() {
        Recording recording = recording("compiles()")
                .around(
                        states(),
                        states().thread(5120, "C2 CompilerThre", 1200)
                                .thread(5121, "ringfence-x", 1201)
                                .thread(5122, "Common-Cleaner", 1202))
                .leaves(
                        thread(5120, "C2 CompilerThread1", 1200).of(ActorKind.JVM),
                        thread(5121, "ringfence-x", 1201).of(ActorKind.HARNESS),
                        thread(5122, "Common-Cleaner", 1202).of(ActorKind.CLEANER))
                .build();

        assertThat(recording).threads().leavesNoThread();
    }

    @Test
    void should_fail_with_what_it_does_and_where_it_was_started() {
        SuspicionError error = suspicion(() -> assertThat(POLLS).threads().leavesNoThread());

        org.assertj.core.api.Assertions.assertThat(error).hasMessage("""
                Expecting no thread to be left running by polls(), but 1 was:

                  "poller-7" (tid 5110)  in com.example.Poller.poll(Poller.java:33)   started by "main" (tid 5101) 3 ms into the recording
                         at com.example.Poller.start(Poller.java:21)

                threads 2 before, 3 after · not confirmed by more runs
                allow it:     threads().allowing("poller-*", "…").leavesNoThread()
                reproduce:    mvn test -Dtest=ThreadsAssert_leavesNoThread_Tests#should_fail_with_what_it_does_and_where_it_was_started -Dringfence.rounds=20""");
        org.assertj.core.api.Assertions.assertThat(error)
                .cause()
                .isInstanceOf(StartedHere.class)
                .hasMessage("\"poller-7\" (tid 5110) was started here by \"main\"");
        org.assertj.core.api.Assertions.assertThat(error.suspicion().growth().bySite())
                .hasSize(1);
        org.assertj.core.api.Assertions.assertThat(error.suspicion().noun()).isEqualTo("threads");
    }

    @Test
    void should_fail_with_the_name_where_it_is_not_known_where_a_thread_was_started() {
        Recording recording = recording("polls()")
                .around(states(), states().thread(5110, "pool-3-thread-1", 1200).thread(5111, "x", 1201))
                .leaves(
                        thread(5110, "pool-3-thread-1", 1200)
                                .startedSomewhere("the starter had gone on before its stack could be taken"),
                        thread(5111, "x", 1201).isIn("com.example.Poller", "poll", 33))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        suspicion(() -> assertThat(recording).threads().leavesNoThread()))
                .hasNoCause()
                .hasMessageStartingWith("""
                        Expecting no thread to be left running by polls(), but 2 were:

                          "pool-3-thread-1" (tid 5110)  what it does is not known: the worker did not answer in time   started by "main" (tid 5101) 3 ms into the recording, where is not known: the starter had gone on before its stack could be taken
                                 at thread "pool-#-thread-#"
                          "x" (tid 5111)  in com.example.Poller.poll(Poller.java:33)   whose start was not seen
                                 at thread "x", which runs com.example.Poller.poll
                        """);
    }

    @Test
    void should_show_ten_and_count_the_others() {
        var builder = recording("polls()");
        StateBuilder after = states();
        for (int i = 0; i < 12; i++) {
            after.thread(5110 + i, "w-" + i, 1200 + i);
            builder.leaves(thread(5110 + i, "w-" + i, 1200 + i).startedAt("com.example.Pool", "grow", 7));
        }
        Recording recording = builder.around(states(), after).build();

        org.assertj.core.api.Assertions.assertThat(
                        suspicion(() -> assertThat(recording).threads().leavesNoThread()))
                .hasMessageContaining("but 12 were:")
                .hasMessageContaining("\"w-9\" (tid 5119)")
                .hasMessageNotContaining("\"w-10\"")
                .hasMessageContaining("... and 2 more from the same line");
    }

    @Test
    void should_pass_what_is_allowed_by_name_or_by_where_it_was_started() {
        assertThat(POLLS).threads().allowing("poller-*", "it polls on").leavesNoThread();
        assertThat(POLLS)
                .threads()
                .allowing("com.example.Poller.start(*)", "it polls on")
                .leavesNoThread();
    }

    @Test
    void should_be_about_threads_of_a_name_alone() {
        assertThat(POLLS).threads().named("http-*").leavesNoThread();
        org.assertj.core.api.Assertions.assertThat(suspicion(
                        () -> assertThat(POLLS).threads().named("poller-*").leavesNoThread()))
                .hasMessageContaining(
                        "allow it:     threads().named(\"poller-*\").allowing(\"poller-*\", \"…\").leavesNoThread()");
    }

    @Test
    void should_not_tell_where_nobody_asked_for_threads() {
        Recording recording = recording("polls()").around(state(), state()).build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).threads().leavesNoThread()))
                .isEqualTo("cannot tell: thread-origins was not captured around polls(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.THREAD_ORIGINS)");
    }

    @Test
    void should_not_tell_where_proc_is_not_in_the_recording() {
        org.assertj.core.api.Assertions.assertThat(cannotTell(
                        () -> assertThat(recording("polls()").build()).threads().leavesNoThread()))
                .isEqualTo("cannot tell: what /proc said around polls() is not in the recording, which an older version"
                        + " of Ringfence wrote");
        Recording cut = recording("polls()")
                .gap(Concern.EVENTS, "the recording was too long to be sent")
                .build();
        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(cut).threads().leavesNoThread()))
                .isEqualTo("cannot tell: what /proc said around polls() is not in the recording: the recording was too"
                        + " long to be sent");
    }

    @Test
    void should_not_tell_where_a_new_thread_is_not_known() {
        Recording recording = recording("polls()")
                .around(states(), states().thread(5110, "odd", 1200))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).threads().leavesNoThread()))
                .isEqualTo(
                        "cannot tell whether polls() left threads running: nothing is known of the thread \"odd\" (tid"
                                + " 5110) that is new");
    }

    @Test
    void should_not_tell_where_the_threads_could_not_be_read() {
        Recording recording = recording("polls()")
                .around(states(), states().failed("task/5101/stat", "/proc/5100/task/5101/stat: permission denied"))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).threads().leavesNoThread()))
                .isEqualTo("cannot tell whether polls() left threads running: /proc/5100/task/5101/stat: permission"
                        + " denied");
    }

    @Test
    void should_count_a_thread_that_is_gone_by_the_end_of_the_next_run_as_replaced() {
        Recording replaced = recording("polls()")
                .around(states(), states().thread(5130, "poller-8", 1300))
                .leaves(thread(5130, "poller-8", 1300).startedAt("com.example.Poller", "start", 21))
                .build();
        Recording reused = recording("polls()")
                .around(states(), states().thread(5110, "poller-8", 1300))
                .leaves(thread(5110, "poller-8", 1300).startedAt("com.example.Poller", "start", 21))
                .build();
        Recording kept = recording("polls()")
                .around(
                        states().thread(5110, "poller-7", 1200),
                        states().thread(5110, "poller-7", 1200).thread(5130, "poller-8", 1300))
                .leaves(thread(5130, "poller-8", 1300).startedAt("com.example.Poller", "start", 21))
                .build();

        for (Recording gone : List.of(replaced, reused)) {
            org.assertj.core.api.Assertions.assertThat(growthOf(POLLS, gone)).isZero();
        }
        org.assertj.core.api.Assertions.assertThat(growthOf(POLLS, kept)).isOne();
    }

    private static int growthOf(Recording run, Recording next) {
        SuspicionError first = suspicion(() -> assertThat(run).threads().leavesNoThread());
        SuspicionError second = suspicion(() -> assertThat(next).threads().leavesNoThread());
        return first.suspicion().growthStillThereIn(second.suspicion()).bySite().size();
    }

    @Test
    void should_say_nothing_of_a_recording_that_has_none() {
        assertThatCode(() -> assertThat(
                                recording("polls()").around(states(), states()).build())
                        .threads()
                        .named("x")
                        .leavesNoThread())
                .doesNotThrowAnyException();
    }
}
