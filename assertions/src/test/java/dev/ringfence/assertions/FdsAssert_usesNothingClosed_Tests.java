package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.write;
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

class FdsAssert_usesNothingClosed_Tests {

    private static Recording does(CallBuilder... calls) {
        return recording("sends()").observing("%desc").with(calls).build();
    }

    @Test
    void should_pass_if_all_is_used_while_it_is_open() {
        assertThat(does(open(5, "/a"), write(5, 3), close(5), open(5, "/b"), write(5, 3)))
                .fds()
                .usesNothingClosed();
    }

    @Test
    void should_fail_with_the_use_and_the_close() {
        Recording recording = does(
                open(5, "/data/a"),
                close(5).by("pool-1", 5120),
                call("write", 5, 0, 3).fails("EBADF"),
                call("fsync", 5).fails("EBADF"));

        AssertionFailedError error = failure(() -> assertThat(recording).fds().usesNothingClosed());

        assertThat(error).hasMessage("""
                Expecting sends() to use no descriptor that was closed, but 2 calls did:

                  2.000 ms  "main" (tid 5101)  write(5, 3) = -1 EBADF   which was /data/a, closed before by "pool-1" (tid 5120) with close
                  3.000 ms  "main" (tid 5101)  fsync(5) = -1 EBADF   which was /data/a, closed before by "pool-1" (tid 5120) with close

                allow it:     fds().allowing("/data/a", "…").usesNothingClosed()
                reproduce:    mvn test -Dtest=FdsAssert_usesNothingClosed_Tests#should_fail_with_the_use_and_the_close""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/data/a"));
    }

    @Test
    void should_pass_if_it_failed_in_another_way_or_was_never_open() {
        assertThat(does(
                        open(5, "/a"),
                        call("write", 5, 0, 3).fails("EBADF"),
                        close(5),
                        call("write", 5, 0, 3).fails("EIO"),
                        call("write", 99, 0, 3).fails("EBADF"),
                        close(5),
                        call("dup2", 0, 5).copies(0, 5)))
                .fds()
                .usesNothingClosed();
    }

    @Test
    void should_fail_if_it_is_a_file_of_the_virtual_machine_by_now() {
        CallBuilder opens =
                open(5, "/sys/memory.stat").by("C1", 5130, ActorKind.JVM).in(Scope.RUNTIME);
        assertThat(failure(() -> assertThat(does(open(5, "/a"), close(5), opens, write(5, 3)))
                        .fds()
                        .usesNothingClosed()))
                .hasMessageContaining("which was /a, closed before by \"main\" (tid 5101) with close;"
                        + " by then it was /sys/memory.stat, opened by \"C1\" (tid 5130)\n");
        assertThat(does(open(5, "/a"), close(5), open(5, "/b").by("pool-1", 5120), write(5, 3)))
                .fds()
                .usesNothingClosed();
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_what_was_only_counted() {
        assertThat(cannotTell(() -> assertThat(does(
                                open(5, "/a"), close(5), call("write", 5, 0, 3).entryOnly()))
                        .fds()
                        .usesNothingClosed()))
                .contains("write(5, 3)   its exit was not watched")
                .endsWith("observe it:   @Traced(observe = \"%desc\")");
    }

    @Test
    void should_not_know_if_a_gap_may_explain_it() {
        Recording recording = recording("sends()")
                .observing("%desc")
                .with(open(5, "/a"), close(5), call("write", 5, 0, 3).fails("EBADF"))
                .gap(Concern.DESCRIPTORS, "the program uses io_uring")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).fds().usesNothingClosed()))
                .contains("the program uses io_uring");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("sends()")
                .observing("%desc")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).fds().usesNothingClosed()))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_uses_were_not_observed() {
        assertThat(cannotTell(
                        () -> assertThat(recording("sends()").build()).fds().usesNothingClosed()))
                .matches("cannot tell: (\\w+, ){9}\\w+ and \\d+ more were not observed in sends\\(\\);"
                        + " observe them with @Traced\\(observe = \"%desc\"\\)");
    }
}
