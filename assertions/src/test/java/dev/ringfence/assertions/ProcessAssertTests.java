package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.Failures.messageOf;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;

import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.recording.Recording;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class ProcessAssertTests {

    private static Recording from(StateBuilder opened, StateBuilder settled) {
        return recording("starts()").around(opened, settled).build();
    }

    private static ProcessAssert process(StateBuilder settled) {
        return assertThat(from(state(), settled)).process();
    }

    @Test
    void should_pass_where_nothing_changed() {
        process(state())
                .keepsLimits()
                .keepsWorkingDirectory()
                .keepsUmask()
                .keepsSignalHandlers()
                .leavesNoZombie();
    }

    @Test
    void should_fail_for_each_limit_that_changed() {
        StateBuilder settled = state().with("limits", "1024                 4096", "512                  4096");

        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> process(settled).keepsLimits()))
                .isEqualTo("""
                Expecting starts() to keep its limits, but 1 changed:

                  Max open files: 1024 (at most 4096) -> 512 (at most 4096)

                asserted at:  ProcessAssertTests.java:#
                allow it:     process().allowing("Max open files", "…").keepsLimits()
                reproduce:    mvn test -Dtest=ProcessAssertTests#should_fail_for_each_limit_that_changed""");
        process(settled).allowing("Max open files", "it needs few").keepsLimits();
        org.assertj.core.api.Assertions.assertThat(failure(() -> process(settled)
                        .allowing("Max processes", "it needs few")
                        .keepsLimits()))
                .hasMessageContaining("Max open files: 1024");
    }

    @Test
    void should_fail_with_the_call_that_set_the_limit() {
        StateBuilder settled = state().with("limits", "1024                 4096", "512                  4096");
        Recording recording = recording("starts()")
                .around(state(), settled)
                .with(
                        // Asks, fails, is about another resource, and another process.
                        call("prlimit64", 0, 7, 0, 0x7f00).returns(0),
                        call("prlimit64", 0, 7, 0x7f00, 0).fails("EPERM"),
                        call("prlimit64", 0, 8, 0x7f00, 0).returns(0),
                        call("prlimit64", 4711, 7, 0x7f00, 0).returns(0),
                        call("prlimit64", 0, 7, 0x7f00, 0).returns(0).from("com.example.Limits", "lower", 12))
                .build();

        AssertionFailedError error =
                failure(() -> assertThat(recording).process().keepsLimits());

        org.assertj.core.api.Assertions.assertThat(error).hasMessage("""
                Expecting starts() to keep its limits, but 1 changed:

                  Max open files: 1024 (at most 4096) -> 512 (at most 4096)
                    4.000 ms  "main" (tid 5101)  prlimit64(0, 0x7, 0x7f00) = 0
                           at com.example.Limits.lower(Limits.java:12)

                allow it:     process().allowing("Max open files", "…").keepsLimits()
                reproduce:    mvn test -Dtest=ProcessAssertTests#should_fail_with_the_call_that_set_the_limit""");
        org.assertj.core.api.Assertions.assertThat(error.getCause())
                .hasMessage("prlimit64 was called here by \"main\"");
    }

    @Test
    void should_fail_with_the_calls_that_set_the_umask_and_the_directory() {
        StateBuilder settled = state().with("status", "0022", "0000").link("cwd", "/tmp");
        Recording recording = recording("starts()")
                .around(state(), settled)
                .with(
                        call("umask", 0).returns(18).from("com.example.Masks", "open", 7),
                        call("chdir").path("/tmp").returns(0).from("com.example.Places", "go", 9))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        failure(() -> assertThat(recording).process().keepsUmask()))
                .hasMessageContaining("at com.example.Masks.open(Masks.java:7)");
        org.assertj.core.api.Assertions.assertThat(
                        failure(() -> assertThat(recording).process().keepsWorkingDirectory()))
                .hasMessageContaining("at com.example.Places.go(Places.java:9)");
    }

    @Test
    void should_fail_where_only_the_hard_limit_changed() {
        StateBuilder settled = state().with("limits", "1024                 4096", "1024                 2048")
                .with("limits", "100                  100", "50                   50");

        org.assertj.core.api.Assertions.assertThat(
                        failure(() -> process(settled).keepsLimits()))
                .hasMessageStartingWith("""
                Expecting starts() to keep its limits, but 2 changed:

                  Max open files: 1024 (at most 4096) -> 1024 (at most 2048)
                  Max processes: 100 (at most 100) -> 50 (at most 50)
                """);
    }

    @Test
    void should_fail_where_the_working_directory_changed() {
        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> process(state().link("cwd", "/tmp")).keepsWorkingDirectory()))
                .isEqualTo("""
                Expecting starts() to keep its working directory, but it did not:

                  working directory: /work -> /tmp

                asserted at:  ProcessAssertTests.java:#
                allow it:     process().allowing("/tmp", "…").keepsWorkingDirectory()
                reproduce:    mvn test -Dtest=ProcessAssertTests#should_fail_where_the_working_directory_changed""");
    }

    @Test
    void should_fail_where_the_working_directory_was_removed() {
        org.assertj.core.api.Assertions.assertThat(failure(
                        () -> process(state().link("cwd", "/work (deleted)")).keepsWorkingDirectory()))
                .hasMessageContaining("working directory: /work -> /work (deleted)");
    }

    @Test
    void should_fail_where_the_umask_changed() {
        StateBuilder settled = state().with("status", "0022", "0000");

        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> process(settled).keepsUmask()))
                .isEqualTo("""
                Expecting starts() to keep its umask, but it did not:

                  umask: 0022 -> 0000

                asserted at:  ProcessAssertTests.java:#
                allow it:     process().allowing("0000", "…").keepsUmask()
                reproduce:    mvn test -Dtest=ProcessAssertTests#should_fail_where_the_umask_changed""");
    }

    @Test
    void should_fail_for_each_signal_that_is_treated_in_another_way() {
        StateBuilder settled = state().with("status", "SigCgt:\t0000000000000000", "SigCgt:\t0000000200000800")
                .with("status", "SigIgn:\t0000000000000000", "SigIgn:\t0000000000001000");

        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> process(settled).keepsSignalHandlers()))
                .isEqualTo("""
                Expecting starts() to keep how it treats signals, but 3 changed:

                  SIGUSR2: default -> handled
                  SIGPIPE: default -> ignored
                  SIGRT_2: default -> handled

                asserted at:  ProcessAssertTests.java:#
                allow it:     process().allowing("SIGUSR2", "…").allowing("SIGPIPE", "…").allowing("SIGRT_2", "…").keepsSignalHandlers()
                reproduce:    mvn test -Dtest=ProcessAssertTests#should_fail_for_each_signal_that_is_treated_in_another_way""");
    }

    @Test
    void should_pass_the_signals_that_the_c_library_takes_for_its_threads() {
        process(state().with("status", "SigCgt:\t0000000000000000", "SigCgt:\t0000000180000000"))
                .keepsSignalHandlers();
    }

    @Test
    void should_fail_for_a_child_that_nobody_waited_for() {
        org.assertj.core.api.Assertions.assertThat(
                        messageOf(() -> process(state().zombie(6000, "true")).leavesNoZombie()))
                .isEqualTo("""
                Expecting starts() to leave no zombie process, but 1 was left:

                  process 6000 (true), whose parent 5100 has not waited for it

                asserted at:  ProcessAssertTests.java:#
                allow it:     process().allowing("true", "…").leavesNoZombie()
                reproduce:    mvn test -Dtest=ProcessAssertTests#should_fail_for_a_child_that_nobody_waited_for""");
    }

    @Test
    void should_pass_a_zombie_of_before() {
        assertThat(from(state().zombie(6000, "true"), state().zombie(6000, "true")))
                .process()
                .leavesNoZombie();
    }

    // --- What is not known ---

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of(
                        state().failed("limits", "/proc/5100/limits: permission denied"),
                        (Function<ProcessAssert, ProcessAssert>) ProcessAssert::keepsLimits,
                        "cannot tell whether starts() kept its limits: /proc/5100/limits: permission denied"),
                Arguments.of(
                        state().failedLink("cwd", "/proc/5100/cwd: permission denied"),
                        (Function<ProcessAssert, ProcessAssert>) ProcessAssert::keepsWorkingDirectory,
                        "cannot tell whether starts() kept its working directory: /proc/5100/cwd: permission denied"),
                Arguments.of(
                        state().with("status", "Umask:\t0022\n", ""),
                        (Function<ProcessAssert, ProcessAssert>) ProcessAssert::keepsUmask,
                        "cannot tell whether starts() kept its umask: /proc/5100/status has no line Umask"),
                Arguments.of(
                        state().failed("status", "/proc/5100/status: permission denied"),
                        (Function<ProcessAssert, ProcessAssert>) ProcessAssert::keepsSignalHandlers,
                        "cannot tell whether starts() kept how it treats signals: /proc/5100/status: permission denied"),
                Arguments.of(
                        state().withoutWorker(),
                        (Function<ProcessAssert, ProcessAssert>) ProcessAssert::keepsLimits,
                        "cannot tell whether starts() kept its limits: process 5100 was not captured"));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void should_not_tell_what_could_not_be_read(
            StateBuilder settled, Function<ProcessAssert, ProcessAssert> assertion, String message) {
        org.assertj.core.api.Assertions.assertThat(cannotTell(() -> assertion.apply(process(settled))))
                .isEqualTo(message);
    }

    @Test
    void should_not_tell_where_proc_is_not_in_the_recording() {
        Recording old = recording("starts()").build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(old).process().leavesNoZombie()))
                .isEqualTo(
                        "cannot tell: what /proc said around starts() is not in the recording, which an older version"
                                + " of Ringfence wrote");
    }
}
