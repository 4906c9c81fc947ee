package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
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

class FdsAssert_closesOnlyItsOwn_Tests {

    private static Recording does(CallBuilder... calls) {
        return recording("reads()")
                .openBefore(3, "/data/handed")
                .openBefore(4, "socket:[4711]")
                .with(calls)
                .build();
    }

    @Test
    void should_pass_if_it_opened_what_it_closes() {
        assertThat(does(
                        open(5, "/a"),
                        close(5).by("pool-1", 5120),
                        open(6, "/jdk/lib/tzdb.dat").in(Scope.CLASS_LOADING),
                        close(6),
                        call("dup", 3).copies(3, 7),
                        close(7),
                        close(99),
                        call("close_range", 50, 60).closesRange(50, 60)))
                .fds()
                .closesOnlyItsOwn();
    }

    @Test
    void should_fail_with_what_somebody_else_opened() {
        Recording recording = does(
                close(3),
                open(5, "/jdk/log").by("VM Thread", 5105, ActorKind.JVM).in(Scope.RUNTIME),
                close(5),
                call("dup2", 0, 4).copies(0, 4));

        AssertionFailedError error = failure(() -> assertThat(recording).fds().closesOnlyItsOwn());

        assertThat(error).hasMessage("""
                Expecting reads() to close only what it opened, but 3 descriptors of somebody else were closed:

                  0.000 ms  "main" (tid 5101)  close(3)   /data/handed, open before
                  2.000 ms  "main" (tid 5101)  close(5)   /jdk/log, opened by "VM Thread" (tid 5105)
                  3.000 ms  "main" (tid 5101)  dup2(0, 4) = 4   fd 4, open before

                allow it:     fds().allowing("/data/handed", "…").allowing("/jdk/log", "…").allowing("fd 4", "…").closesOnlyItsOwn()
                reproduce:    mvn test -Dtest=FdsAssert_closesOnlyItsOwn_Tests#should_fail_with_what_somebody_else_opened""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/data/handed", "/jdk/log", "fd 4"));
    }

    @Test
    void should_fail_for_a_range() {
        assertThat(failure(() -> assertThat(
                                does(open(5, "/a"), call("close_range", 3, 9).closesRange(3, 9)))
                        .fds()
                        .closesOnlyItsOwn()))
                .hasMessageContaining("but 2 descriptors of somebody else were closed:");
    }

    @Test
    void should_pass_if_a_child_closes_its_copies_or_it_was_not_the_tests() {
        assertThat(recording("reads()")
                        .openBefore(3, "/a")
                        .startsProcess(6000)
                        .with(close(3).inChild(6000, "sh"), close(3).in(Scope.HARNESS))
                        .build())
                .fds()
                .closesOnlyItsOwn();
    }

    @Test
    void should_pass_if_it_is_allowed() {
        assertThat(does(close(3)))
                .fds()
                .allowing("/data/*", "the reader takes it over")
                .closesOnlyItsOwn();
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_something_is_missing() {
        for (Concern concern : Concern.values()) {
            Recording recording = recording("reads()").gap(concern, "a gap").build();
            assertThat(cannotTell(() -> assertThat(recording).fds().closesOnlyItsOwn()))
                    .startsWith("cannot tell whose descriptors reads() closed: the recording of reads() has 1 gap:");
        }
    }

    @Test
    void should_not_know_if_opening_was_not_observed() {
        Recording recording = recording("reads()").notObserving("socket").build();
        assertThat(cannotTell(() -> assertThat(recording).fds().closesOnlyItsOwn()))
                .isEqualTo(
                        "cannot tell: socket was not observed in reads(); observe it with @Traced(observe = \"sockets\")");
    }
}
