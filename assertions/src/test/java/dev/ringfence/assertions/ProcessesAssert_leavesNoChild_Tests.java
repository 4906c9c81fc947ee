package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ProcessesAssert_leavesNoChild_Tests {

    @Test
    void should_pass_if_all_have_ended() {
        assertThat(recording("runs()")
                        .startsProcess(6000)
                        .executes(6000, "/usr/bin/make", List.of())
                        .startsProcess(6000, "make", 6001)
                        .endsProcess(6001)
                        .endsProcess(6000)
                        .build())
                .processes()
                .leavesNoChild();
    }

    @Test
    void should_pass_if_none_was_started_by_the_test() {
        assertThat(recording("runs()")
                        .startsProcess(Scope.RUNTIME)
                        .endsProcess(7000)
                        .build())
                .processes()
                .leavesNoChild();
    }

    @Test
    void should_fail_with_each_that_is_left() {
        Recording recording = recording("runs()")
                .startsProcess(6000)
                .executes(6000, "/bin/sh", List.of())
                .startsProcess(6000, "sh", 6001)
                .executes(6001, "/usr/bin/sleep", List.of())
                .endsProcess(6000)
                .startsProcess(6002)
                .build();

        AssertionFailedError error =
                failure(() -> assertThat(recording).processes().leavesNoChild());

        assertThat(error).hasMessage("""
                Expecting runs() to leave no child process behind, but 2 were left:

                  2.000 ms  "sh" (pid 6000)    started process 6001   which runs /usr/bin/sleep
                  5.000 ms  "main" (tid 5101)  started process 6002

                allow it:     processes().allowing("/usr/bin/sleep", "…").allowing("process 6002", "…").leavesNoChild()
                reproduce:    mvn test -Dtest=ProcessesAssert_leavesNoChild_Tests#should_fail_with_each_that_is_left""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/usr/bin/sleep", "process 6002"));
    }

    @Test
    void should_fail_if_another_one_has_ended() {
        Recording recording =
                recording("runs()").startsProcess(6000).endsProcess(6001).build();
        assertThat(failure(() -> assertThat(recording).processes().leavesNoChild()))
                .hasMessageContaining("but 1 was left:");
    }

    @Test
    void should_pass_if_it_is_allowed() {
        assertThat(recording("runs()")
                        .startsProcess(6000)
                        .executes(6000, "/usr/bin/gpg-agent", List.of())
                        .build())
                .processes()
                .allowing("gpg-agent", "a daemon")
                .leavesNoChild();
    }

    @Test
    void should_not_take_a_process_for_the_program_of_one_that_had_its_number() {
        Recording recording = recording("runs()")
                .startsProcess(6000)
                .executes(6000, "/usr/bin/gpg-agent", List.of())
                .endsProcess(6000)
                .startsProcess(6000)
                .build();
        assertThat(failure(() -> assertThat(recording)
                                .processes()
                                .allowing("gpg-agent", "a daemon")
                                .leavesNoChild())
                        .getActual()
                        .getValue())
                .isEqualTo(List.of("process 6000"));
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("runs()")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).processes().leavesNoChild()))
                .startsWith(
                        "cannot tell whether runs() left child processes behind: the recording of runs() has 1 gap:");
    }

    @Test
    void should_not_know_if_forking_was_not_observed() {
        Recording recording = recording("runs()").notObserving("vfork").build();
        assertThat(cannotTell(() -> assertThat(recording).processes().leavesNoChild()))
                .isEqualTo(
                        "cannot tell: vfork was not observed in runs(); observe it with @Traced(observe = \"forks\")");
    }
}
