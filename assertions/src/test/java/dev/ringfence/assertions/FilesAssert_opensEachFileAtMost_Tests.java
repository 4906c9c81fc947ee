package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.openFails;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class FilesAssert_opensEachFileAtMost_Tests {
    private static Recording opens(CallBuilder... calls) {
        return recording("reads()").with(calls).build();
    }

    @Test
    void should_pass_up_to_the_number() {
        Recording recording = opens(
                open(5, "/a"),
                open(6, "/b"),
                open(7, "/a"),
                CallBuilder.call("unlink").path("/a"));
        assertThat(recording).files().opensEachFileAtMost(2).opensEachFileAtMost(3);
    }

    @Test
    void should_fail_with_each_file_that_was_opened_more_often() {
        Recording recording = opens(
                open(5, "/etc/shop.properties").from("com.example.Settings", "read", 27),
                open(6, "/a"),
                open(7, "/etc/../etc/shop.properties"),
                open(8, "/link").leadingTo("/etc/shop.properties"),
                open(9, "/b"),
                open(10, "/b"));

        AssertionFailedError error = failure(() -> assertThat(recording).files().opensEachFileAtMost(1));

        assertThat(error).hasMessage("""
                Expecting reads() to open each file at most once, but 2 files were opened more often:

                  0.000 ms  "main" (tid 5101)  openat("/etc/shop.properties", O_RDONLY|O_CLOEXEC) = 5   and 2 times more
                         at com.example.Settings.read(Settings.java:27)
                  4.000 ms  "main" (tid 5101)  openat("/b", O_RDONLY|O_CLOEXEC) = 9   and once more
                         at a place that is not known

                allow it:     files().allowing("/etc/shop.properties", "…").allowing("/b", "…").opensEachFileAtMost(1)
                reproduce:    mvn test -Dtest=FilesAssert_opensEachFileAtMost_Tests#should_fail_with_each_file_that_was_opened_more_often""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/etc/shop.properties", "/b"));
        assertThat(error.getCause().getStackTrace()[0]).hasToString("com.example.Settings.read(Settings.java:27)");
    }

    @Test
    void should_fail_one_beyond_the_number() {
        Recording recording = opens(open(5, "/a"), open(6, "/a"), open(7, "/a"));
        assertThat(failure(() -> assertThat(recording).files().opensEachFileAtMost(2)))
                .hasMessageStartingWith(
                        "Expecting reads() to open each file at most 2 times, but 1 file was opened more often:");
    }

    @Test
    void should_pass_if_others_failed_or_were_not_the_tests() {
        assertThat(opens(
                        open(5, "/a"),
                        openFails("/a", 0, "EACCES"),
                        open(6, "/a").in(Scope.CLASS_LOADING)))
                .files()
                .opensEachFileAtMost(1);
    }

    @Test
    void should_refuse_zero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(opens()).files().opensEachFileAtMost(0))
                .withMessage("a number of openings must be positive but was 0");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_a_path_or_result_is_not_known() {
        assertThat(cannotTell(() ->
                        assertThat(opens(open(5, "a").leadingTo(null))).files().opensEachFileAtMost(1)))
                .contains("its path is not known");
        assertThat(cannotTell(() ->
                        assertThat(opens(open(5, "/a").entryOnly())).files().opensEachFileAtMost(1)))
                .contains("its exit was not watched");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("reads()")
                .with(open(5, "/a"))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).files().opensEachFileAtMost(1)))
                .startsWith("cannot tell how often reads() opened each file: the recording of reads() has 1 gap:");
    }

    @Test
    void should_not_know_if_opening_was_not_observed() {
        Recording recording = recording("reads()").notObserving("open").build();
        assertThat(cannotTell(() -> assertThat(recording).files().opensEachFileAtMost(1)))
                .isEqualTo(
                        "cannot tell: open was not observed in reads(); observe it with @Traced(observe = \"opens\")");
    }
}
