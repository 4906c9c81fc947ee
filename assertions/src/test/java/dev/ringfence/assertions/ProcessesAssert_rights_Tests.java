package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessesAssert_rights_Tests {

    private static Recording does(CallBuilder... calls) {
        return recording("starts()").with(calls).build();
    }

    private static Consumer<ProcessesAssert> named(Consumer<ProcessesAssert> assertion) {
        return assertion;
    }

    static Stream<Arguments> assertions() {
        return Stream.of(
                Arguments.of(named(ProcessesAssert::changesNoCredentials), "setresuid", "credentials"),
                Arguments.of(named(ProcessesAssert::changesNoCredentials), "capset", "credentials"),
                Arguments.of(named(ProcessesAssert::mountsNothing), "umount2", "mounts"),
                Arguments.of(named(ProcessesAssert::mountsNothing), "pivot_root", "pivot_root"),
                Arguments.of(named(ProcessesAssert::ptracesNothing), "process_vm_readv", "ptraces"),
                Arguments.of(named(ProcessesAssert::ptracesNothing), "ptrace", "ptraces"),
                Arguments.of(named(ProcessesAssert::loadsNoModule), "finit_module", "modules"));
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void should_pass_if_nothing_of_the_sort_was_tried(Consumer<ProcessesAssert> assertion, String call) {
        assertion.accept(
                assertThat(does(call("openat"), call(call).in(Scope.HARNESS))).processes());
    }

    @Test
    void should_pass_though_events_are_missing_where_only_other_calls_were_counted() {
        Recording recording = recording("starts()")
                .observing("mounts,pivot_root")
                .counts("openat", 5)
                .counts("mount", 0)
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(recording).processes().mountsNothing();
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void should_fail_if_it_was_tried_even_in_vain(Consumer<ProcessesAssert> assertion, String call) {
        assertThat(failure(() -> assertion.accept(
                                assertThat(does(call(call).fails("EPERM"))).processes()))
                        .getActual()
                        .getValue())
                .isEqualTo(List.of(call));
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void should_pass_if_it_is_allowed(Consumer<ProcessesAssert> assertion, String call) {
        assertion.accept(assertThat(does(call(call))).processes().allowing(call, "the test is about it"));
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void should_not_know_if_it_was_not_observed(Consumer<ProcessesAssert> assertion, String call, String setting) {
        Recording recording = recording("starts()").notObserving(call).build();
        assertThat(cannotTell(() -> assertion.accept(assertThat(recording).processes())))
                .isEqualTo("cannot tell: " + call
                        + " was not observed in starts(); observe it with @Traced(observe = \"" + setting + "\")");
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void should_not_know_if_counts_are_missing(Consumer<ProcessesAssert> assertion, String call) {
        Recording recording = recording("starts()")
                .gap(Concern.COUNTS, "the tracer lost 3 stops")
                .build();
        assertThat(cannotTell(() -> assertion.accept(assertThat(recording).processes())))
                .contains("the tracer lost 3 stops");
    }

    // --- The whole messages ---

    @Test
    void should_fail_with_the_change_of_credentials() {
        Recording recording = does(call("setuid", 1000), call("setgid", 1000).fails("EPERM"));
        assertThat(failure(() -> assertThat(recording).processes().changesNoCredentials()))
                .hasMessage("""
                Expecting starts() to change no credentials, but 2 calls tried to:

                  0.000 ms  "main" (tid 5101)  setuid(1000) = 0
                  1.000 ms  "main" (tid 5101)  setgid(1000) = -1 EPERM

                allow it:     processes().allowing("setuid", "…").allowing("setgid", "…").changesNoCredentials()
                reproduce:    mvn test -Dtest=ProcessesAssert_rights_Tests#should_fail_with_the_change_of_credentials""");
    }

    @Test
    void should_fail_with_the_mount() {
        Recording recording = does(call("mount").path("/mnt").inChild(6000, "mount"));
        assertThat(failure(() -> assertThat(recording).processes().mountsNothing()))
                .hasMessage("""
                Expecting starts() to mount nothing, but 1 call tried to:

                  0.000 ms  "mount" (pid 6000)  mount("/mnt", 0, 0) = 0

                allow it:     processes().allowing("mount", "…").mountsNothing()
                reproduce:    mvn test -Dtest=ProcessesAssert_rights_Tests#should_fail_with_the_mount""");
    }

    @Test
    void should_fail_with_the_tracing() {
        assertThat(failure(() ->
                        assertThat(does(call("ptrace", 16, 4711))).processes().ptracesNothing()))
                .hasMessage("""
                Expecting starts() to trace no process, but 1 call tried to:

                  0.000 ms  "main" (tid 5101)  ptrace(16, 4711, 0, 0) = 0

                allow it:     processes().allowing("ptrace", "…").ptracesNothing()
                reproduce:    mvn test -Dtest=ProcessesAssert_rights_Tests#should_fail_with_the_tracing""");
    }

    @Test
    void should_fail_with_the_module() {
        assertThat(failure(() ->
                        assertThat(does(call("finit_module", 3))).processes().loadsNoModule()))
                .hasMessage("""
                Expecting starts() to load no module of the kernel, but 1 call tried to:

                  0.000 ms  "main" (tid 5101)  finit_module(3, 0) = 0

                allow it:     processes().allowing("finit_module", "…").loadsNoModule()
                reproduce:    mvn test -Dtest=ProcessesAssert_rights_Tests#should_fail_with_the_module""");
    }

    @Test
    void should_not_know_what_a_call_through_another_table_did() {
        assertThat(cannotTell(
                        () -> assertThat(does(call("i386:ptrace"))).processes().ptracesNothing()))
                .contains("it is not of x86_64's table");
        assertThat(cannotTell(() ->
                        assertThat(does(call("i386:setuid32"))).processes().changesNoCredentials()))
                .contains("it is not of x86_64's table");
    }
}
