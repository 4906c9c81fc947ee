package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.socket;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class FdsAssert_closesNothingTwice_Tests {

    private static Recording does(CallBuilder... calls) {
        return recording("sends()").openBefore(3, "/dev/null").with(calls).build();
    }

    @Test
    void should_pass_if_each_is_closed_once() {
        assertThat(does(open(5, "/a"), close(5), open(5, "/b"), close(5), close(3), socket(6, 2, 1), close(6)))
                .fds()
                .closesNothingTwice();
    }

    @Test
    void should_pass_if_a_number_was_never_open() {
        assertThat(does(close(99))).fds().closesNothingTwice();
    }

    @Test
    void should_fail_with_both_closes() {
        Recording recording = does(
                open(5, "/data/a"),
                close(5).by("pool-1", 5120),
                close(5),
                close(3),
                call("close_range", 3, 3).closesRange(3, 3),
                close(3));

        AssertionFailedError error = failure(() -> assertThat(recording).fds().closesNothingTwice());

        assertThat(error).hasMessage("""
                Expecting sends() to close nothing twice, but 2 descriptors were:

                  2.000 ms  "main" (tid 5101)  close(5)   which was /data/a, closed before by "pool-1" (tid 5120) with close
                  5.000 ms  "main" (tid 5101)  close(3)   which was /dev/null, closed before by "main" (tid 5101) with close

                allow it:     fds().allowing("/data/a", "…").allowing("/dev/null", "…").closesNothingTwice()
                reproduce:    mvn test -Dtest=FdsAssert_closesNothingTwice_Tests#should_fail_with_both_closes""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/data/a", "/dev/null"));
    }

    @Test
    void should_fail_for_what_is_no_file_and_for_copies() {
        assertThat(failure(() -> assertThat(does(socket(5, 2, 1), close(5), close(5)))
                        .fds()
                        .closesNothingTwice()))
                .hasMessageContaining("which was the socket, closed before by \"main\" (tid 5101) with close")
                .hasMessageContaining("allowing(\"fd 5\", \"…\")");
        assertThat(does(open(5, "/a"), call("dup", 5).copies(5, 6), close(5), close(6)))
                .fds()
                .closesNothingTwice();
    }

    @Test
    void should_fail_if_a_helper_of_the_collector_did_it() {
        Recording recording = does(
                open(5, "/a"),
                close(5),
                close(5).by("Cleaner-1", 5110, ActorKind.CLEANER).in(Scope.RUNTIME));
        assertThat(failure(() -> assertThat(recording).fds().closesNothingTwice()))
                .hasMessageContaining("\"Cleaner-1\" (tid 5110)");
        assertThat(does(open(5, "/a"), close(5), close(5).in(Scope.HARNESS)))
                .fds()
                .closesNothingTwice();
    }

    // --- The virtual machine opens something in between ---

    @Test
    void should_name_what_the_program_closed_if_the_virtual_machine_closed_the_number_since() {
        Recording recording = does(
                open(5, "/data/a"),
                close(5),
                byCompiler(open(5, "/sys/memory.stat")),
                byCompiler(close(5)),
                byCompiler(open(5, "/sys/memory.max")),
                byCompiler(close(5)),
                close(5));

        assertThat(failure(() -> assertThat(recording).fds().closesNothingTwice()))
                .hasMessageContaining("but 1 descriptor was")
                .hasMessageContaining(
                        "  close(5)   which was /data/a, closed before by \"main\" (tid 5101) with close\n");
        assertThat(recording).fds().allowing("/data/a", "an old library").closesNothingTwice();
    }

    @Test
    void should_fail_if_the_second_close_hits_a_file_of_the_virtual_machine() {
        Recording recording =
                does(open(5, "/data/a"), close(5), byCompiler(open(5, "/sys/memory.stat")), close(5), close(5));

        assertThat(failure(() -> assertThat(recording).fds().closesNothingTwice()))
                .hasMessageContaining("but 2 descriptors were")
                .hasMessageContaining("which was /data/a, closed before by \"main\" (tid 5101) with close;"
                        + " by then it was /sys/memory.stat, opened by \"C1\" (tid 5130)\n")
                .hasMessageContaining("which was /data/a, closed before by \"main\" (tid 5101) with close\n");
    }

    @Test
    void should_pass_if_the_program_has_opened_the_number_again() {
        assertThat(does(
                        open(5, "/a"),
                        close(5),
                        byCompiler(open(5, "/sys/memory.stat")),
                        byCompiler(close(5)),
                        open(5, "/b").by("pool-1", 5120),
                        close(5),
                        open(6, "/c"),
                        close(6),
                        open(6, "/lib/modules").in(Scope.CLASS_LOADING),
                        close(6),
                        byCompiler(open(7, "/sys/memory.stat")),
                        byCompiler(close(7)),
                        byCompiler(open(7, "/sys/memory.stat")),
                        close(7),
                        open(8, "/d"),
                        close(8),
                        open(8, "/e").by("Cleaner-1", 5110, ActorKind.CLEANER).in(Scope.RUNTIME),
                        close(8)))
                .fds()
                .closesNothingTwice();
    }

    @Test
    void should_not_take_what_a_child_inherits_for_closed_before() {
        assertThat(recording("sends()")
                        .with(open(5, "/a"), close(5), byCompiler(open(5, "/sys/memory.stat")))
                        .startsProcess(6000)
                        .with(close(5).inChild(6000, "sh"))
                        .build())
                .fds()
                .closesNothingTwice();
    }

    private static CallBuilder byCompiler(CallBuilder call) {
        return call.by("C1", 5130, ActorKind.JVM).in(Scope.RUNTIME);
    }

    // --- Processes ---

    @Test
    void should_judge_each_process_by_its_own_table() {
        assertThat(recording("sends()")
                        .with(open(5, "/a"), open(6, "/b"), close(6))
                        .startsProcess(6000)
                        .with(close(5), close(5).inChild(6000, "sh"), close(6).inChild(6000, "sh"))
                        .build())
                .fds()
                .closesNothingTwice();
        assertThat(failure(() -> assertThat(recording("sends()")
                                .startsProcess(6000)
                                .with(
                                        open(9, "/a").inChild(6000, "sh"),
                                        close(9).inChild(6000, "sh"),
                                        close(9).inChild(6000, "sh"))
                                .build())
                        .fds()
                        .closesNothingTwice()))
                .hasMessageContaining("\"sh\" (pid 6000)  close(9)");
    }

    @Test
    void should_pass_if_it_is_allowed() {
        assertThat(does(open(5, "/a"), close(5), close(5)))
                .fds()
                .allowing("/a", "an old library")
                .closesNothingTwice();
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_a_gap_may_explain_it() {
        Recording recording = recording("sends()")
                .with(open(5, "/a"), close(5), close(5))
                .gap(Concern.DESCRIPTORS, "descriptor 5 (/b) appeared without an observed call")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).fds().closesNothingTwice()))
                .isEqualTo("""
                cannot tell whether sends() closed something twice: the recording of sends() has 1 gap:

                  descriptor 5 (/b) appeared without an observed call""");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("sends()")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).fds().closesNothingTwice()))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_closing_was_not_observed() {
        Recording recording = recording("sends()").notObserving("close").build();
        assertThat(cannotTell(() -> assertThat(recording).fds().closesNothingTwice()))
                .isEqualTo(
                        "cannot tell: close was not observed in sends(); observe it with @Traced(observe = \"closes\")");
    }
}
