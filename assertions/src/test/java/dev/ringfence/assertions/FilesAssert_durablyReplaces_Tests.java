package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.move;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.write;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class FilesAssert_durablyReplaces_Tests {
    private static final int O_WRONLY = 1;
    private static final int O_DSYNC = 010000;

    private static RecordingBuilder saves() {
        return recording("saves()").observing("writes,copies,truncates,fallocate");
    }

    private static Recording saves(CallBuilder... calls) {
        return saves().with(calls).build();
    }

    private static CallBuilder temporary() {
        return open(5, "/d/a.tmp", O_WRONLY);
    }

    private static CallBuilder fsync(int fd) {
        return call("fsync", fd);
    }

    private static CallBuilder over() {
        return move("/d/a.tmp", "/d/a");
    }

    private static void passes(CallBuilder... calls) {
        assertThat(saves(calls)).files().durablyReplaces("/d/a");
    }

    private static AssertionFailedError fails(CallBuilder... calls) {
        return failure(() -> assertThat(saves(calls)).files().durablyReplaces("/d/a"));
    }

    @Test
    void should_pass_if_all_is_done_in_order() {
        passes(temporary(), write(5, 9), write(5, 9), fsync(5), close(5), over(), open(6, "/d"), fsync(6), close(6));
    }

    @Test
    void should_pass_for_other_ways_that_are_as_good() {
        passes(temporary(), write(5, 9), call("sync"), over(), call("sync"));
        passes(temporary(), write(5, 9), fsync(5), write(5, 9), call("sync"), over(), open(6, "/d"), fsync(6));
        passes(open(5, "/d/a.tmp", O_WRONLY | O_DSYNC), write(5, 9), over(), open(6, "/d"), fsync(6));
        passes(temporary(), write(5, 9), close(5), open(7, "/d/a.tmp"), fsync(7), over(), open(6, "/d"), fsync(6));
        passes(open(6, "/d"), temporary(), write(5, 9), fsync(5), over(), call("syncfs", 6));
        passes(open(6, "/d"), temporary(), fsync(5), over(), fsync(6));
        passes(
                open(6, "/d"),
                open(5, "/d/b", O_WRONLY),
                write(5, 9),
                move("/d/b", "/d/a.tmp"),
                fsync(5),
                over(),
                fsync(6));
    }

    @Test
    void should_pass_if_links_lead_to_the_directory() {
        passes(
                open(5, "/d/a.tmp", O_WRONLY).leadingTo("/mnt/d/a.tmp"),
                write(5, 9),
                fsync(5),
                over(),
                open(6, "/d").leadingTo("/mnt/d"),
                fsync(6));
    }

    @Test
    void should_pass_for_a_relative_path() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(saves(
                        open(5, here + "/a.tmp", O_WRONLY),
                        write(5, 9),
                        fsync(5),
                        move(here + "/a.tmp", here + "/a"),
                        open(6, here),
                        fsync(6)))
                .files()
                .durablyReplaces("a");
    }

    @Test
    void should_fail_if_the_file_was_not_forced() {
        AssertionFailedError error =
                fails(temporary().from("com.example.Store", "save", 33), write(5, 9), over(), open(6, "/d"), fsync(6));

        assertThat(error).hasMessage("""
                Expecting saves() to replace "/d/a" durably, but what was written was not forced to the device:

                  1  write("/d/a.tmp")                    1.000 ms  "main" (tid 5101)  write(5, 9) = 9
                  2  fsync("/d/a.tmp")           missing
                  3  rename("/d/a.tmp", "/d/a")           2.000 ms  "main" (tid 5101)  rename("/d/a.tmp", "/d/a") = 0
                  4  fsync("/d")                          4.000 ms  "main" (tid 5101)  fsync(6) = 0

                allow it:     syscalls().inOrder(write("/d/a.tmp"), rename("/d/a.tmp", "/d/a"), fsync("/d"))
                reproduce:    mvn test -Dtest=FilesAssert_durablyReplaces_Tests#should_fail_if_the_file_was_not_forced""");
        assertThat(error.getActual().getValue()).asString().contains("fsync(\"/d/a.tmp\") (missing)");
    }

    @Test
    void should_fail_if_the_directory_was_not_forced_or_too_early() {
        assertThat(fails(temporary(), write(5, 9), fsync(5), over()))
                .hasMessageContaining("but its directory was not forced to the device after the rename:")
                .hasMessageContaining("\n  4  fsync(\"/d\")                 missing\n");
        assertThat(fails(temporary(), write(5, 9), fsync(5), open(6, "/d"), fsync(6), over()))
                .hasMessageContaining("\n  4  fsync(\"/d\")                 too early  4.000 ms  ");
    }

    @Test
    void should_fail_if_something_was_written_after_it_was_forced() {
        assertThat(fails(temporary(), write(5, 9), fsync(5), write(5, 9), over(), open(6, "/d"), fsync(6)))
                .hasMessageContaining("but what was written last was not forced to the device before the rename:")
                .hasMessageContaining("\n  1  write(\"/d/a.tmp\")                      3.000 ms")
                .hasMessageContaining("\n  2  fsync(\"/d/a.tmp\")           too early  2.000 ms");
    }

    @Test
    void should_fail_if_writing_and_forcing_overlap() {
        assertThat(fails(
                        temporary(),
                        write(5, 9).atMicros(1_000).taking(ofMillis(2)),
                        fsync(5).by("flusher", 5120).atMicros(2_000),
                        over().atMicros(9_000),
                        open(6, "/d").atMicros(9_500),
                        fsync(6).atMicros(9_900)))
                .hasMessageContaining("too early");
    }

    @Test
    void should_fail_if_it_was_forced_after_the_rename() {
        assertThat(fails(temporary(), write(5, 9), over(), fsync(5), open(6, "/d"), fsync(6)))
                .hasMessageContaining("but what was written was forced to the device only after the rename:")
                .hasMessageContaining("too late");
    }

    @Test
    void should_fail_if_it_was_written_to_after_the_rename() {
        assertThat(fails(temporary(), write(5, 9), fsync(5), over(), write(5, 9), open(6, "/d"), fsync(6)))
                .hasMessageContaining("but it was written to after the rename:")
                .hasMessageContaining("\n  1  write(\"/d/a.tmp\")           too late  4.000 ms");
    }

    @Test
    void should_fail_if_it_was_written_in_place() {
        assertThat(fails(open(5, "/d/a", O_WRONLY), write(5, 9), fsync(5))).hasMessage("""
                Expecting saves() to replace "/d/a" durably, but it was written in place:

                  1  write("/d/*")           missing
                  2  fsync("/d/*")           missing
                  3  rename("/d/*", "/d/a")  written in place  1.000 ms  "main" (tid 5101)  write(5, 9) = 9
                  4  fsync("/d")             missing

                allow it:     nothing of it was done: leave the assertion out
                reproduce:    mvn test -Dtest=FilesAssert_durablyReplaces_Tests#should_fail_if_it_was_written_in_place""");
    }

    @Test
    void should_fail_if_nothing_was_renamed_to_it() {
        assertThat(fails(temporary(), write(5, 9), fsync(5), move("/d/a.tmp", "/d/b")))
                .hasMessageContaining("but nothing was renamed to it:");
        assertThat(fails(temporary(), write(5, 9), fsync(5), over().fails("EACCES")))
                .hasMessageContaining("but nothing was renamed to it:");
    }

    @Test
    void should_fail_for_the_first_of_several_that_is_not_durable() {
        assertThat(fails(
                        temporary(),
                        write(5, 9),
                        over(),
                        open(5, "/d/b.tmp", O_WRONLY),
                        write(5, 9),
                        fsync(5),
                        move("/d/b.tmp", "/d/a"),
                        open(6, "/d"),
                        fsync(6)))
                .hasMessageContaining("rename(\"/d/a.tmp\", \"/d/a\")");
    }

    @Test
    void should_not_count_a_force_that_failed() {
        assertThat(fails(temporary(), write(5, 9), fsync(5).fails("EIO"), over(), open(6, "/d"), fsync(6)))
                .hasMessageContaining("but what was written was not forced to the device:");
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_a_step_was_only_counted() {
        assertThat(cannotTell(() -> assertThat(
                                saves(temporary(), write(5, 9), fsync(5).entryOnly(), over(), open(6, "/d"), fsync(6)))
                        .files()
                        .durablyReplaces("/d/a")))
                .isEqualTo("""
                cannot tell whether saves() replaced "/d/a" durably: of 1 event it is not known whether it matters:

                  2.000 ms  "main" (tid 5101)  fsync(5)   its exit was not watched

                observe it:   @Traced(observe = "fsyncs")""");
    }

    @Test
    void should_pass_if_writes_were_only_counted_and_all_is_forced_nevertheless() {
        passes(temporary(), call("write", 5, 0, 9).entryOnly(), fsync(5), over(), open(6, "/d"), fsync(6));
    }

    @Test
    void should_not_know_if_a_write_that_may_have_failed_came_last() {
        assertThat(cannotTell(() -> assertThat(saves(
                                temporary(),
                                write(5, 9),
                                fsync(5),
                                call("write", 5, 0, 9).entryOnly(),
                                over(),
                                open(6, "/d"),
                                fsync(6)))
                        .files()
                        .durablyReplaces("/d/a")))
                .contains("write(5, 9)   its exit was not watched");
    }

    @Test
    void should_not_know_if_somebody_from_before_may_have_written() {
        assertThat(cannotTell(() -> assertThat(saves(
                                temporary(),
                                write(5, 9),
                                fsync(5),
                                write(8, 9).inChild(7000, "old"),
                                over(),
                                open(6, "/d"),
                                fsync(6)))
                        .files()
                        .durablyReplaces("/d/a")))
                .contains("it is not known what its descriptor stood for");
    }

    @Test
    void should_not_know_if_a_path_was_not_known() {
        assertThat(cannotTell(() -> assertThat(saves(temporary(), write(5, 9), fsync(5), move("a.tmp", "a")))
                        .files()
                        .durablyReplaces("/d/a")))
                .contains("its path is not known");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = saves().with(temporary(), write(5, 9), fsync(5), over(), open(6, "/d"), fsync(6))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).files().durablyReplaces("/d/a")))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_writing_was_not_observed() {
        assertThat(cannotTell(
                        () -> assertThat(recording("saves()").build()).files().durablyReplaces("/d/a")))
                .endsWith(
                        "observe them with @Traced(observe = {\"writes\", \"copies\", \"truncates\", \"fallocate\"})");
    }
}
