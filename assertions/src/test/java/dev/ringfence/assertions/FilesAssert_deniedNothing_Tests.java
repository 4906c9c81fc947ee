package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.openFails;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class FilesAssert_deniedNothing_Tests {
    private static Recording does(CallBuilder... calls) {
        return recording("starts()").with(calls).build();
    }

    @Test
    void should_pass_if_nothing_failed_or_for_another_reason() {
        assertThat(does(
                        open(5, "/a"),
                        openFails("/b", 0, "ENOENT"),
                        call("mkdir").path("/c").fails("EEXIST"),
                        call("access").path("/d").fails("EACCES")))
                .files()
                .deniedNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EACCES", "EPERM", "EROFS"})
    void should_fail_for_each_error_that_denies(String errno) {
        assertThat(failure(() ->
                        assertThat(does(openFails("/a", 0, errno))).files().deniedNothing()))
                .hasMessageContaining("= -1 " + errno);
    }

    @Test
    void should_fail_with_what_was_denied() {
        Recording recording = does(
                openFails("/etc/shadow", 0, "EACCES"),
                call("mkdir").path("/var/run/app").fails("EACCES"),
                call("bind", 5).address("0.0.0.0:80").fails("EACCES"));

        AssertionFailedError error = failure(() -> assertThat(recording).files().deniedNothing());

        assertThat(error).hasMessage("""
                Expecting starts() to be denied nothing, but 3 calls were denied:

                  0.000 ms  "main" (tid 5101)  openat("/etc/shadow", O_RDONLY) = -1 EACCES
                  1.000 ms  "main" (tid 5101)  mkdir("/var/run/app", 00) = -1 EACCES
                  2.000 ms  "main" (tid 5101)  bind(5, 0.0.0.0:80) = -1 EACCES

                allow it:     files().allowing("/etc/shadow", "…").allowing("/var/run/app", "…").allowing("0.0.0.0:80", "…").deniedNothing()
                reproduce:    mvn test -Dtest=FilesAssert_deniedNothing_Tests#should_fail_with_what_was_denied""");
        assertThat(error.getExpected().getValue()).isEqualTo("to be denied nothing");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/etc/shadow", "/var/run/app", "0.0.0.0:80"));
    }

    @Test
    void should_pass_if_it_is_allowed_or_not_the_tests() {
        assertThat(does(openFails("/a", 0, "EACCES").in(Scope.RUNTIME), openFails("/b", 0, "EACCES")))
                .files()
                .allowing("/b", "it asks on purpose")
                .deniedNothing();
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_a_result_was_not_watched() {
        assertThat(cannotTell(() -> assertThat(does(call("mkdir").path("/a").entryOnly()))
                        .files()
                        .deniedNothing()))
                .startsWith("cannot tell whether starts() was denied something: of 1 event it is not known")
                .contains("its exit was not watched");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("starts()")
                .with(open(5, "/a"))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).files().deniedNothing()))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_a_way_was_not_observed() {
        Recording recording = recording("starts()").notObserving("unlink").build();
        assertThat(cannotTell(() -> assertThat(recording).files().deniedNothing()))
                .isEqualTo(
                        "cannot tell: unlink was not observed in starts(); observe it with @Traced(observe = \"unlinks\")");
    }
}
