package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.move;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.openFails;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.FdKind;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class FilesAssert_writesOnlyUnder_Tests {
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0100;
    private static final int O_TRUNC = 01000;
    private static final int O_PATH = 010000000;

    private static Recording writes(CallBuilder... calls) {
        return recording("saves()").with(calls).build();
    }

    static Stream<CallBuilder> changes() {
        return Stream.of(
                open(5, "/etc/a", O_WRONLY),
                open(5, "/etc/a", O_RDWR),
                open(5, "/etc/a", O_TRUNC),
                open(5, "/etc/a", O_CREAT),
                call("creat").path("/etc/a").makes(5, FdKind.FILE, "/etc/a"),
                call("open_by_handle_at", 3, 0, O_WRONLY).makes(5, FdKind.FILE, "/etc/a"),
                move("/data/a", "/etc/a"),
                move("/etc/a", "/data/a"),
                call("renameat2").path("/data/a").otherPath("/etc/a"),
                call("unlink").path("/etc/a"),
                call("unlinkat").path("/etc/a"),
                call("rmdir").path("/etc/a"),
                call("link").path("/data/a").otherPath("/etc/a"),
                call("symlinkat").path("/etc/a"),
                call("mkdir").path("/etc/a"),
                call("mknodat").path("/etc/a"),
                call("truncate").path("/etc/a"),
                call("bind", 5).address("unix:/etc/a"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void should_fail_for_each_way_to_change_a_file_elsewhere(CallBuilder change) {
        Recording recording = writes(change);
        assertThat(failure(() -> assertThat(recording).files().writesOnlyUnder("/data"))
                        .getActual()
                        .getValue())
                .isEqualTo(List.of("/etc/a"));
        assertThat(recording).files().writesOnlyUnder("/data", "/etc");
    }

    static Stream<CallBuilder> harmless() {
        return Stream.of(
                open(5, "/etc/a"),
                open(5, "/etc/a", O_WRONLY | O_PATH),
                openFails("/etc/a", O_WRONLY, "EACCES"),
                open(5, "/dev/null", O_WRONLY),
                call("link").path("/etc/a").otherPath("/data/a"),
                call("unlink").path("/etc/a").fails("ENOENT"),
                call("bind", 5).address("unix:@abstract"),
                call("bind", 5).address("unix:(unnamed)"),
                call("bind", 5).address("127.0.0.1:80"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void should_pass_if_nothing_elsewhere_was_changed(CallBuilder call) {
        assertThat(writes(call)).files().writesOnlyUnder("/data");
    }

    @Test
    void should_fail_with_what_was_changed_elsewhere() {
        Recording recording = writes(
                open(5, "/data/a", O_WRONLY | O_CREAT),
                open(6, "/var/log/app-2026-11-25.log", O_WRONLY | O_CREAT),
                move("/data/b", "/srv/b"));

        AssertionFailedError error = failure(() -> assertThat(recording).files().writesOnlyUnder("/data"));

        assertThat(error).hasMessage("""
                Expecting saves() to write only under "/data", but 2 files elsewhere were changed:

                  1.000 ms  "main" (tid 5101)  openat("/var/log/app-2026-11-25.log", O_WRONLY|O_CREAT, 00) = 6
                  2.000 ms  "main" (tid 5101)  rename("/data/b", "/srv/b") = 0

                allow it:     files().allowing("/var/log/app-*-*-*.log", "…").allowing("/srv/b", "…").writesOnlyUnder("/data")
                reproduce:    mvn test -Dtest=FilesAssert_writesOnlyUnder_Tests#should_fail_with_what_was_changed_elsewhere""");
        assertThat(error.getExpected().getValue()).isEqualTo("\"/data\"");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/var/log/app-2026-11-25.log", "/srv/b"));
    }

    @Test
    void should_say_it_as_it_was_asked() {
        Recording recording = writes(open(5, "/etc/a", O_WRONLY));
        assertThat(recording).files().doesNotWriteOutside("/etc");
        assertThat(failure(() -> assertThat(recording).files().doesNotWriteOutside("/data")))
                .hasMessage("""
                        Expecting saves() to write only under "/data", but 1 file elsewhere was changed:

                          0.000 ms  "main" (tid 5101)  openat("/etc/a", O_WRONLY) = 5

                        allow it:     files().allowing("/etc/a", "…").doesNotWriteOutside("/data")
                        reproduce:    mvn test -Dtest=FilesAssert_writesOnlyUnder_Tests#should_say_it_as_it_was_asked""");
    }

    @Test
    void should_fail_if_a_symbolic_link_leads_elsewhere() {
        Recording recording = writes(open(5, "/data/link", O_WRONLY).leadingTo("/etc/passwd"));
        assertThat(failure(() -> assertThat(recording).files().writesOnlyUnder("/data")))
                .hasMessageContaining("5</etc/passwd>");
    }

    @Test
    void should_show_ten_of_many() {
        CallBuilder[] many =
                Stream.generate(() -> call("unlink").path("/etc/a")).limit(13).toArray(CallBuilder[]::new);
        assertThat(failure(() -> assertThat(writes(many)).files().writesOnlyUnder("/data")))
                .hasMessageContaining("but 13 files elsewhere were changed:")
                .hasMessageContaining("\n  ... and 3 more\n");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_a_path_or_result_is_not_known() {
        assertThat(cannotTell(() ->
                        assertThat(writes(call("unlink").path(null))).files().writesOnlyUnder("/data")))
                .isEqualTo("""
                cannot tell what saves() wrote: of 1 event it is not known whether it matters:

                  0.000 ms  "main" (tid 5101)  unlink(0) = 0   its path is not known""");
        assertThat(cannotTell(
                        () -> assertThat(writes(call("rename").path("/data/a").otherPath("b")))
                                .files()
                                .writesOnlyUnder("/data")))
                .contains("its path is not known");
        assertThat(cannotTell(
                        () -> assertThat(writes(call("mkdir").path("/etc/a").entryOnly()))
                                .files()
                                .writesOnlyUnder("/data")))
                .contains("its exit was not watched");
        assertThat(cannotTell(() -> assertThat(
                                writes(call("openat2").path("/etc/a").makes(5, FdKind.FILE, "/etc/a")))
                        .files()
                        .writesOnlyUnder("/data")))
                .contains("its flags could not be read");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("saves()")
                .with(open(5, "/data/a", O_WRONLY))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).files().writesOnlyUnder("/data")))
                .startsWith("cannot tell what saves() wrote: the recording of saves() has 1 gap:");
    }

    @Test
    void should_not_know_if_a_way_was_not_observed() {
        Recording recording =
                recording("saves()").notObserving("truncate", "renameat").build();
        assertThat(cannotTell(() -> assertThat(recording).files().writesOnlyUnder("/data")))
                .isEqualTo("cannot tell: renameat, truncate were not observed in saves(); observe them with"
                        + " @Traced(observe = {\"renames\", \"truncate\"})");
    }
}
