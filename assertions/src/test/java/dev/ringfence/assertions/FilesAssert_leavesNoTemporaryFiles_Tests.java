package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.move;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Scope;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class FilesAssert_leavesNoTemporaryFiles_Tests {
    private static final int CREATE = 0302; // O_RDWR|O_CREAT|O_EXCL
    private static final int O_TMPFILE = 020200002;

    private static Recording makes(CallBuilder... calls) {
        return recording("packs()").with(calls).build();
    }

    static Stream<CallBuilder> makers() {
        return Stream.of(
                open(5, "/tmp/a", CREATE),
                open(5, "/var/tmp/a", 0101),
                open(5, "/dev/shm/a", 0100),
                call("mkdir").path("/tmp/a"),
                call("mknod").path("/tmp/a"),
                call("symlink").path("/tmp/a"),
                call("link").path("/data/a").otherPath("/tmp/a"),
                call("bind", 5).address("unix:/tmp/a"),
                move("/data/a", "/tmp/a"));
    }

    @ParameterizedTest
    @MethodSource("makers")
    void should_fail_for_each_way_to_make_something(CallBuilder call) {
        assertThat(failure(() -> assertThat(makes(call)).files().leavesNoTemporaryFiles()))
                .hasMessageStartingWith("Expecting packs() to leave no temporary file behind, but 1 was left:");
    }

    static Stream<CallBuilder> harmless() {
        return Stream.of(
                open(5, "/tmp/a"),
                open(5, "/tmp/a", 1),
                open(5, "/data/a", CREATE),
                open(5, "/tmpfiles/a", CREATE),
                open(5, "/tmp", O_TMPFILE).leadingTo("/tmp/#4711 (deleted)"),
                open(5, "/tmp/a", CREATE).in(Scope.RUNTIME),
                call("mkdir").path("/tmp/a").fails("EEXIST"),
                call("bind", 5).address("unix:@/tmp/a"),
                open(5, "/tmp/junit-17/a", CREATE),
                open(5, "/tmp/x/junit17/b/c", CREATE),
                move("/tmp/a", "/tmp/b"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void should_pass_if_nothing_was_made(CallBuilder call) {
        assertThat(makes(call)).files().leavesNoTemporaryFiles();
    }

    @Test
    void should_pass_if_all_was_removed_or_renamed_away_whoever_did_it() {
        assertThat(makes(
                        open(5, "/tmp/a", CREATE),
                        call("unlink").path("/tmp/a"),
                        open(5, "/tmp/b", CREATE),
                        move("/tmp/b", "/data/b"),
                        call("mkdir").path("/tmp/d"),
                        open(5, "/tmp/d/c", CREATE),
                        move("/tmp/d", "/data/d"),
                        open(5, "/tmp/e", CREATE),
                        move("/tmp/e", "/tmp/f"),
                        call("unlinkat").path("/tmp/x/../f").in(Scope.RUNTIME),
                        open(5, "/tmp/link/g", CREATE).leadingTo("/tmp/real/g"),
                        call("unlink").path("/tmp/link/g")))
                .files()
                .leavesNoTemporaryFiles();
    }

    @Test
    void should_fail_with_what_was_left() {
        Recording recording = makes(
                open(5, "/tmp/upload-7731", CREATE),
                open(6, "/tmp/kept", CREATE).from("com.example.Packer", "pack", 57),
                call("unlink").path("/tmp/upload-7731").fails("EACCES"),
                move("/tmp/kept", "/tmp/kept-2"));

        AssertionFailedError error = failure(() -> assertThat(recording).files().leavesNoTemporaryFiles());

        assertThat(error).hasMessage("""
                Expecting packs() to leave no temporary file behind, but 2 were left:

                  0.000 ms  "main" (tid 5101)  openat("/tmp/upload-7731", O_RDWR|O_CREAT|O_EXCL, 00) = 5
                         at a place that is not known
                  1.000 ms  "main" (tid 5101)  openat("/tmp/kept", O_RDWR|O_CREAT|O_EXCL, 00) = 6
                         at com.example.Packer.pack(Packer.java:57)

                allow it:     files().allowing("/tmp/upload-*", "…").allowing("/tmp/kept-*", "…").leavesNoTemporaryFiles()
                reproduce:    mvn test -Dtest=FilesAssert_leavesNoTemporaryFiles_Tests#should_fail_with_what_was_left""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/tmp/upload-7731", "/tmp/kept-2"));
    }

    @Test
    void should_fail_for_what_is_below_a_directory_that_was_made_like_one_of_junit() {
        Recording recording = makes(call("mkdir").path("/tmp/junit-17"), open(5, "/tmp/junit-17/a", CREATE));
        assertThat(failure(() -> assertThat(recording).files().leavesNoTemporaryFiles())
                        .getActual()
                        .getValue())
                .isEqualTo(List.of("/tmp/junit-17", "/tmp/junit-17/a"));
    }

    @Test
    void should_pass_if_one_was_renamed_over_the_other() {
        assertThat(makes(
                        open(5, "/tmp/a", CREATE),
                        open(6, "/tmp/b", CREATE),
                        move("/tmp/a", "/tmp/b"),
                        call("unlink").path("/tmp/b")))
                .files()
                .leavesNoTemporaryFiles();
    }

    @Test
    void should_fail_with_what_was_not_removed_beside_what_was() {
        Recording recording = makes(
                open(5, "/tmp/a", CREATE),
                open(6, "/tmp/b", CREATE),
                call("unlink").path("/tmp/a"));
        assertThat(failure(() -> assertThat(recording).files().leavesNoTemporaryFiles())
                        .getActual()
                        .getValue())
                .isEqualTo(List.of("/tmp/b"));
    }

    @Test
    void should_leave_to_junit_what_is_below_its_directory_whatever_else_was_made() {
        assertThat(makes(
                        call("mkdir").path("/tmp/mine"),
                        open(5, "/tmp/junit-17/a", CREATE),
                        call("rmdir").path("/tmp/mine")))
                .files()
                .leavesNoTemporaryFiles();
    }

    @Test
    void should_pass_if_it_is_allowed() {
        assertThat(makes(open(5, "/tmp/cache-1", CREATE)))
                .files()
                .allowing("/tmp/cache-*", "kept for the next run")
                .leavesNoTemporaryFiles();
    }

    @Test
    void should_say_which_directories_it_was_asked_for() {
        Recording recording = makes(open(5, "/var/spool/a", CREATE), open(6, "/var/spool/junit-17/b", CREATE));
        assertThat(recording).files().leavesNothingUnder("/var/mail");
        assertThat(failure(() -> assertThat(recording).files().leavesNothingUnder("/var/spool")))
                .hasMessage("""
                        Expecting packs() to leave no file under "/var/spool", but 2 were left:

                          0.000 ms  "main" (tid 5101)  openat("/var/spool/a", O_RDWR|O_CREAT|O_EXCL, 00) = 5
                          1.000 ms  "main" (tid 5101)  openat("/var/spool/junit-17/b", O_RDWR|O_CREAT|O_EXCL, 00) = 6

                        allow it:     files().allowing("/var/spool/a", "…").allowing("/var/spool/junit-*/b", "…").leavesNothingUnder("/var/spool")
                        reproduce:    mvn test -Dtest=FilesAssert_leavesNoTemporaryFiles_Tests#should_say_which_directories_it_was_asked_for""");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_a_path_or_result_is_not_known() {
        assertThat(cannotTell(() -> assertThat(makes(open(5, "a", CREATE).leadingTo(null)))
                        .files()
                        .leavesNoTemporaryFiles()))
                .isEqualTo("""
                cannot tell whether packs() left temporary files behind: of 1 event it is not known whether it matters:

                  0.000 ms  "main" (tid 5101)  openat("a", O_RDWR|O_CREAT|O_EXCL, 00) = 5   its path is not known""");
        assertThat(cannotTell(
                        () -> assertThat(makes(call("mkdir").path("/tmp/a").entryOnly()))
                                .files()
                                .leavesNoTemporaryFiles()))
                .contains("its exit was not watched");
    }

    @Test
    void should_not_know_if_it_may_have_been_opened_for_reading_alone() {
        CallBuilder unread = call("openat2").path("/tmp/a").makes(5, FdKind.FILE, "/tmp/a");
        assertThat(cannotTell(() -> assertThat(makes(unread)).files().leavesNoTemporaryFiles()))
                .contains("its flags could not be read");
        assertThat(makes(unread, call("unlink").path("/tmp/a"))).files().leavesNoTemporaryFiles();
        assertThat(makes(call("openat2").path("/data/a").makes(5, FdKind.FILE, "/data/a")))
                .files()
                .leavesNoTemporaryFiles();
    }

    @Test
    void should_not_know_where_a_socket_was_bound_whose_address_was_not_read() {
        assertThat(cannotTell(() -> assertThat(makes(call("bind", 5))).files().leavesNoTemporaryFiles()))
                .contains("its path is not known");
        assertThat(makes(call("bind", 5).fails("EFAULT"))).files().leavesNoTemporaryFiles();
    }

    @Test
    void should_not_know_if_what_was_removed_is_not_known() {
        assertThat(cannotTell(() -> assertThat(
                                makes(open(5, "/tmp/a", CREATE), call("unlink").path("a")))
                        .files()
                        .leavesNoTemporaryFiles()))
                .contains("something was removed or renamed of which the path is not known");
        assertThat(cannotTell(() -> assertThat(makes(
                                open(5, "/tmp/a", CREATE),
                                call("rename").path("/tmp/a").otherPath(null)))
                        .files()
                        .leavesNoTemporaryFiles()))
                .contains("something was removed or renamed of which the path is not known");
        assertThat(makes(call("unlink").path("a"))).files().leavesNoTemporaryFiles();
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("packs()")
                .with(open(5, "/tmp/a", CREATE), call("unlink").path("/tmp/a"))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).files().leavesNoTemporaryFiles()))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_a_way_was_not_observed() {
        Recording recording = recording("packs()").notObserving("mkdir").build();
        assertThat(cannotTell(() -> assertThat(recording).files().leavesNoTemporaryFiles()))
                .isEqualTo(
                        "cannot tell: mkdir was not observed in packs(); observe it with @Traced(observe = \"mkdirs\")");
    }
}
