package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.openFails;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.error.CalledHere;
import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class FilesAssert_readsOnlyUnder_Tests {
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_PATH = 010000000;

    private static Recording reads(CallBuilder... calls) {
        return recording("loads()").with(calls).build();
    }

    @Test
    void should_pass_if_all_is_below() {
        assertThat(reads(open(5, "/data/a"), open(6, "/srv/x/y/z"), open(7, "/data")))
                .files()
                .readsOnlyUnder("/data", "/srv/*");
    }

    @Test
    void should_pass_if_nothing_was_read() {
        assertThat(reads()).files().readsOnlyUnder("/data");
    }

    @Test
    void should_fail_with_what_was_read_elsewhere() {
        Recording recording = reads(
                open(5, "/data/a"),
                open(6, "/etc/app.conf").from("com.example.Settings", "load", 12),
                open(7, "/data/../root/.netrc"));

        AssertionFailedError error = failure(() -> assertThat(recording).files().readsOnlyUnder("/data", "/srv"));

        assertThat(error).hasMessage("""
                Expecting loads() to read only under "/data" or "/srv", but 2 files elsewhere were opened for reading:

                  1.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY|O_CLOEXEC) = 6
                         at com.example.Settings.load(Settings.java:12)
                  2.000 ms  "main" (tid 5101)  openat("/data/../root/.netrc", O_RDONLY|O_CLOEXEC) = 7
                         at a place that is not known

                allow it:     files().allowing("/etc/app.conf", "…").allowing("/root/.netrc", "…").readsOnlyUnder("/data", "/srv")
                reproduce:    mvn test -Dtest=FilesAssert_readsOnlyUnder_Tests#should_fail_with_what_was_read_elsewhere""");
        assertThat(error.getExpected().getValue()).isEqualTo("\"/data\" or \"/srv\"");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/etc/app.conf", "/root/.netrc"));
        assertThat(error).cause().isInstanceOf(CalledHere.class);
    }

    @Test
    void should_fail_if_a_symbolic_link_leads_elsewhere() {
        Recording recording = reads(open(5, "/data/link").leadingTo("/etc/passwd"));

        assertThat(failure(() -> assertThat(recording).files().readsOnlyUnder("/data")))
                .hasMessageContaining("openat(\"/data/link\", O_RDONLY|O_CLOEXEC) = 5</etc/passwd>")
                .hasMessageContaining("allowing(\"/etc/passwd\", \"…\")");
    }

    @Test
    void should_pass_if_the_directory_itself_is_reached_through_a_symbolic_link(@TempDir Path directory)
            throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        Recording recording = reads(open(5, link + "/a").leadingTo(real.toRealPath() + "/a"));

        assertThat(recording).files().readsOnlyUnder(link.toString());
    }

    @Test
    void should_pass_if_it_was_not_for_reading_or_failed_or_was_not_the_tests() {
        assertThat(reads(
                        open(5, "/etc/a", O_WRONLY),
                        open(6, "/etc/b", O_PATH),
                        openFails("/etc/c", 0, "ENOENT"),
                        open(7, "/etc/d").in(Scope.CLASS_LOADING)))
                .files()
                .readsOnlyUnder("/data");
    }

    @Test
    void should_fail_if_it_was_for_reading_and_writing() {
        assertThat(failure(() ->
                        assertThat(reads(open(5, "/etc/a", O_RDWR))).files().readsOnlyUnder("/data")))
                .hasMessageContaining("but 1 file elsewhere was opened for reading:");
    }

    @Test
    void should_fail_for_a_neighbour_whose_name_begins_the_same() {
        assertThat(failure(() -> assertThat(reads(open(5, "/data2/a"))).files().readsOnlyUnder("/data")))
                .hasMessageContaining("/data2/a");
    }

    @Test
    void should_pass_if_it_is_allowed() {
        assertThat(reads(open(5, "/etc/localtime").leadingTo("/usr/share/zoneinfo/UTC")))
                .files()
                .allowing("/etc/local*", "the time zone")
                .readsOnlyUnder("/data")
                .returnToRecording()
                .closes()
                .never();
    }

    @Test
    void should_describe_what_it_is_about() {
        assertThat(failure(() -> assertThat(reads(open(5, "/etc/a")))
                        .as("the hermetic load")
                        .files()
                        .readsOnlyUnder("/data")))
                .hasMessageStartingWith("[the hermetic load] Expecting loads() to read only under \"/data\"");
        assertThat(failure(() -> assertThat(reads(open(5, "/etc/a")))
                        .files()
                        .as("the files")
                        .readsOnlyUnder("/data")))
                .hasMessageStartingWith("[the files] Expecting loads()");
    }

    @Test
    void should_refuse_no_directory_and_a_blank_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(reads()).files().readsOnlyUnder())
                .withMessage("directories must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(reads()).files().readsOnlyUnder(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(reads()).files().allowing("/etc/*", " "));
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_a_path_or_result_is_not_known() {
        assertThat(cannotTell(() -> assertThat(reads(open(5, "a.txt").leadingTo(null)))
                        .files()
                        .readsOnlyUnder("/data")))
                .isEqualTo("""
                cannot tell what loads() read: of 1 event it is not known whether it matters:

                  0.000 ms  "main" (tid 5101)  openat("a.txt", O_RDONLY|O_CLOEXEC) = 5   its path is not known""");
        assertThat(cannotTell(() ->
                        assertThat(reads(open(5, "/etc/a").entryOnly())).files().readsOnlyUnder("/data")))
                .contains("its exit was not watched");
        assertThat(cannotTell(() -> assertThat(
                                reads(call("openat2").path("/etc/a").makes(5, FdKind.FILE, "/etc/a")))
                        .files()
                        .readsOnlyUnder("/data")))
                .contains("its flags could not be read");
    }

    @Test
    void should_pass_if_what_is_not_known_does_not_matter() {
        assertThat(reads(
                        open(5, "/data/a").entryOnly(),
                        call("openat2").path("/data/b").makes(6, FdKind.FILE, "/data/b")))
                .files()
                .readsOnlyUnder("/data");
    }

    @Test
    void should_not_know_if_a_call_came_through_another_table() {
        assertThat(cannotTell(
                        () -> assertThat(reads(call("i386:openat"))).files().readsOnlyUnder("/data")))
                .contains("it is not of x86_64's table, so its arguments are not known");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("loads()")
                .with(open(5, "/data/a"))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();

        assertThat(cannotTell(() -> assertThat(recording).files().readsOnlyUnder("/data")))
                .isEqualTo("""
                cannot tell what loads() read: the recording of loads() has 1 gap:

                  12 events were dropped""");
        assertThat(failure(() -> assertThat(recording).files().readsOnlyUnder("/srv")))
                .hasMessageContaining("/data/a");
    }

    @Test
    void should_pass_if_events_are_missing_but_no_opening_was_counted() {
        assertThat(recording("loads()")
                        .gap(Concern.EVENTS, "12 events were dropped")
                        .build())
                .files()
                .readsOnlyUnder("/data");
    }

    @Test
    void should_not_know_if_opening_was_not_observed() {
        Recording recording = recording("loads()").notObserving("openat2").build();

        assertThat(cannotTell(() -> assertThat(recording).files().readsOnlyUnder("/data")))
                .isEqualTo(
                        "cannot tell: openat2 was not observed in loads(); observe it with @Traced(observe = \"opens\")");
    }
}
