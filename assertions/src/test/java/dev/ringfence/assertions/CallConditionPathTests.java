package dev.ringfence.assertions;

import static dev.ringfence.assertions.CallConditions.O_WRONLY;
import static dev.ringfence.assertions.CallConditions.none;
import static dev.ringfence.assertions.CallConditions.one;
import static dev.ringfence.assertions.CallConditions.starts;
import static dev.ringfence.assertions.Calls.fsyncs;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.Calls.renames;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.move;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.Fd;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallConditionPathTests {
    @ParameterizedTest
    @CsvSource({
        "/etc/hosts, true",
        "/etc, true",
        "/etc/ssl/certs/a.pem, true",
        "/etcetera, false",
        "/tmp/etc/a, false",
        "/tmp/../etc/a, true",
        "/etc/../tmp/a, false",
        "//etc///hosts, true",
        "/etc/./hosts, true",
        "/, false"
    })
    void under_holds_for_what_is_below_a_directory(String path, boolean holds) {
        Recording recording = starts().with(open(5, path)).build();
        if (holds) one(recording, opens().under("/etc"));
        else none(recording, opens().under("/etc"));
    }

    @Test
    void under_takes_several_directories_and_globs() {
        Recording recording =
                starts().with(open(5, "/tmp/junit-17/a"), open(6, "/var/log/x")).build();
        assertThat(recording).calls(opens().under("/tmp/junit-*", "/var")).exactly(2);
        one(recording, opens().under("/var/log/"));
        none(recording, opens().under("/tmp/junit-?"));
    }

    @Test
    void a_relative_directory_is_below_the_working_directory() {
        String here = java.nio.file.Path.of("").toAbsolutePath().toString();
        Recording recording = starts().with(open(5, here + "/src/test/a.txt")).build();
        one(recording, opens().under("src/test"));
        none(recording, opens().under("src/main"));
    }

    @Test
    void a_symbolic_link_leads_to_another_path_and_both_count() {
        Recording recording =
                starts().with(open(5, "/tmp/link").leadingTo("/etc/passwd")).build();
        one(recording, opens().under("/etc"));
        one(recording, opens().under("/tmp"));
        one(recording, opens().path("/etc/passwd"));
        none(recording, opens().under("/var"));
    }

    @Test
    void each_of_two_paths_counts() {
        Recording recording = starts().with(move("/tmp/a", "/data/a")).build();
        one(recording, renames().under("/tmp"));
        one(recording, renames().path("/data/?"));
        none(recording, renames().path("/data"));
    }

    @Test
    void a_call_on_a_descriptor_is_about_its_file() {
        Recording recording = starts().openBefore(9, "/data/old")
                .openBefore(10, "socket:[4711]")
                .with(
                        open(5, "/data/a", O_WRONLY),
                        CallBuilder.call("fsync", 5),
                        CallBuilder.call("dup", 5).copies(5, 6),
                        CallBuilder.call("fsync", 6),
                        move("/data/a", "/data/b"),
                        CallBuilder.call("fsync", 5),
                        CallBuilder.call("fsync", 9),
                        CallBuilder.call("fsync", 10))
                .build();
        assertThat(recording).calls(fsyncs().path("/data/a")).exactly(2);
        one(recording, fsyncs().path("/data/b"));
        one(recording, fsyncs().path("/data/old"));
        assertThat(recording).calls(fsyncs()).exactly(5);
    }

    @Test
    void a_file_keeps_both_of_its_names_when_it_is_renamed_beside_itself() {
        Recording recording = starts().with(
                        open(5, "/link/a.tmp", O_WRONLY).leadingTo("/real/a.tmp"),
                        move("/link/a.tmp", "/link/a"),
                        CallBuilder.call("fsync", 5))
                .build();
        one(recording, fsyncs().path("/real/a"));
        one(recording, fsyncs().path("/link/a"));
        none(recording, fsyncs().path("/*/a.tmp"));
        Recording elsewhere = starts().with(
                        open(5, "/link/a.tmp", O_WRONLY).leadingTo("/real/a.tmp"),
                        move("/link/a.tmp", "/data/a"),
                        CallBuilder.call("fsync", 5))
                .build();
        one(elsewhere, fsyncs().path("/data/a"));
        none(elsewhere, fsyncs().path("/real/**"));
    }

    @Test
    void a_file_is_renamed_with_its_directory() {
        Recording recording = starts().with(
                        open(5, "/d/x/a", O_WRONLY), move("/d/x", "/d/y"), CallBuilder.call("fsync", 5))
                .build();
        one(recording, fsyncs().path("/d/y/a"));
        none(recording, fsyncs().path("/d/x/a"));
    }

    @Test
    void a_number_that_is_opened_again_is_about_the_new_file() {
        Recording recording = starts().with(
                        open(5, "/a", O_WRONLY), close(5), open(5, "/b", O_WRONLY), CallBuilder.call("fsync", 5))
                .build();
        none(recording, fsyncs().path("/a"));
        one(recording, fsyncs().path("/b"));
    }

    @Test
    void a_child_inherits_the_files_of_its_parent() {
        Recording recording = starts().with(open(5, "/data/a", O_WRONLY))
                .startsProcess(6000)
                .with(
                        close(5),
                        CallBuilder.call("fsync", 5).inChild(6000, "sh"),
                        CallBuilder.call("fsync", 5).fails("EBADF"))
                .build();
        one(recording, fsyncs().path("/data/a"));
    }

    @Test
    void what_was_closed_with_a_range_is_not_open() {
        Recording recording = starts().with(
                        open(4, "/data/a", O_WRONLY),
                        open(5, "/data/b", O_WRONLY),
                        CallBuilder.call("close_range", 5, 9).closesRange(5, 9),
                        CallBuilder.call("fsync", 4),
                        CallBuilder.call("fsync", 5).fails("EBADF"))
                .build();
        one(recording, fsyncs().path("/data/a"));
        none(recording, fsyncs().path("/data/b"));
    }

    @Test
    void a_program_has_what_it_was_handed_and_nothing_else() {
        Recording recording = starts().with(open(5, "/data/a", O_WRONLY), open(6, "/data/b", O_WRONLY))
                .startsProcess(6000)
                .executes(6000, "/bin/sh", List.of(new Inherited(new Fd(6), "/data/b")))
                .with(
                        CallBuilder.call("fsync", 6).inChild(6000, "sh"),
                        CallBuilder.call("fsync", 5).inChild(6000, "sh").fails("EBADF"))
                .build();
        one(recording, fsyncs().path("/data/b"));
        none(recording, fsyncs().path("/data/a"));
    }

    @Test
    void a_program_of_which_it_is_not_known_what_it_was_handed_may_have_anything() {
        Recording recording = starts().with(open(5, "/data/a", O_WRONLY))
                .startsProcess(6000)
                .executes(6000, "/bin/sh", null)
                .with(CallBuilder.call("fsync", 5).inChild(6000, "sh"))
                .build();
        assertThat(cannotTell(() -> none(recording, fsyncs().path("/data/a"))))
                .contains("it is not known what its descriptor 5 stood for");
    }

    @Test
    void a_process_that_has_ended_has_nothing_open() {
        Recording recording = starts().with(open(5, "/data/a", O_WRONLY))
                .startsProcess(6000)
                .endsProcess(6000)
                .with(CallBuilder.call("fsync", 5).inChild(6000, "other"))
                .build();
        assertThat(cannotTell(() -> none(recording, fsyncs().path("/data/b"))))
                .contains("it is not known what its descriptor 5 stood for");
    }

    @Test
    void a_path_that_could_not_be_read_may_be_any() {
        Recording recording =
                starts().with(open(5, "/a").path(null).leadingTo(null)).build();

        assertThat(cannotTell(() -> none(recording, opens().under("/etc")))).isEqualTo("""
                cannot tell how many calls of opens().under("/etc") there were in starts(): of 1 event it is not known whether it matters:

                  0.000 ms  "main" (tid 5101)  openat(0, O_RDONLY|O_CLOEXEC) = 5   its path could not be read""");
        assertThat(recording).calls(opens().under("/etc")).atMost(1);
        assertThat(recording).calls(opens().under("/etc")).atLeast(0);
        assertThat(failure(
                        () -> assertThat(recording).calls(opens().under("/etc")).atLeast(2)))
                .hasMessageContaining("but there was none");
    }

    @Test
    void a_path_of_a_directory_that_is_not_known_may_be_any() {
        Recording recording = starts().with(open(5, "a.txt").leadingTo(null)).build();
        assertThat(cannotTell(() -> none(recording, opens().under("/etc"))))
                .contains("its path is relative to a directory that could not be read: \"a.txt\"");
    }

    @Test
    void a_path_that_the_kernel_could_not_read_is_none() {
        none(starts().with(CallBuilder.call("openat").fails("EFAULT")).build(), opens().under("/etc"));
    }

    @Test
    void what_a_process_from_before_has_open_is_not_known() {
        Recording recording =
                starts().with(CallBuilder.call("fsync", 5).inChild(7000, "old")).build();
        assertThat(cannotTell(() -> none(recording, fsyncs().path("/data/a"))))
                .contains("it is not known what its descriptor 5 stood for");
    }
}
