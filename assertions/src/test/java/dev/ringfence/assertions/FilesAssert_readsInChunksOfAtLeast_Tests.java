package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.close;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.CallBuilder.read;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class FilesAssert_readsInChunksOfAtLeast_Tests {
    private static Recording reads(CallBuilder... calls) {
        return recording("copies()")
                .observing("reads")
                .openBefore(3, "socket:[4711]")
                .with(calls)
                .build();
    }

    @Test
    void should_pass_if_chunks_are_large_and_the_last_is_not() {
        assertThat(reads(open(5, "/a"), read(5, 4096, 4096), read(5, 4096, 11), read(5, 4096, 0)))
                .files()
                .readsInChunksOfAtLeast(4096);
    }

    @Test
    void should_count_what_was_got_where_it_is_not_said_what_was_asked_for() {
        assertThat(reads(
                        open(5, "/a"),
                        call("pread64", 5, 0, 4096).returns(1),
                        call("pread64", 5, 0, 4096).returns(1)))
                .files()
                .readsInChunksOfAtLeast(512);
        for (String less : List.of("pread64", "readv")) {
            CallBuilder one = call(less, 5, 0, 1).returns(1);
            assertThat(failure(() ->
                            assertThat(reads(open(5, "/a"), one, one)).files().readsInChunksOfAtLeast(512)))
                    .hasMessageContaining("but 1 read asked for less:");
        }
    }

    @Test
    void should_pass_for_a_small_file_that_is_read_at_once() {
        assertThat(reads(open(5, "/a"), read(5, 11, 11), read(5, 1, 0), close(5)))
                .files()
                .readsInChunksOfAtLeast(4096);
    }

    @Test
    void should_fail_with_reads_that_asked_for_less_though_there_was_more() {
        Recording recording = reads(open(5, "/data/a"), read(5, 1, 1), read(5, 1, 1), read(5, 1, 1), read(5, 1, 0));

        AssertionFailedError error = failure(() -> assertThat(recording).files().readsInChunksOfAtLeast(512));

        assertThat(error).hasMessage("""
                Expecting copies() to read files in chunks of at least 512 bytes, but 2 reads asked for less:

                  1.000 ms  "main" (tid 5101)  read(5, 1) = 1   on /data/a
                  2.000 ms  "main" (tid 5101)  read(5, 1) = 1   on /data/a

                allow it:     files().allowing("/data/a", "…").readsInChunksOfAtLeast(512)
                reproduce:    mvn test -Dtest=FilesAssert_readsInChunksOfAtLeast_Tests#should_fail_with_reads_that_asked_for_less_though_there_was_more""");
        assertThat(error.getActual().getValue()).isEqualTo(List.of("/data/a"));
    }

    @Test
    void should_compare_exactly() {
        Recording recording = reads(open(5, "/a"), read(5, 512, 512), read(5, 512, 512));
        assertThat(recording).files().readsInChunksOfAtLeast(512);
        assertThat(failure(() -> assertThat(recording).files().readsInChunksOfAtLeast(513)))
                .hasMessageContaining("but 1 read asked for less:");
    }

    @Test
    void should_pass_if_less_came_than_was_asked_for() {
        assertThat(reads(open(5, "/a"), read(5, 4096, 10), read(5, 4096, 10)))
                .files()
                .readsInChunksOfAtLeast(512);
    }

    @Test
    void should_judge_vectors_by_what_they_got() {
        Recording recording = reads(
                open(5, "/a"), call("readv", 5).returns(10), call("readv", 5).returns(10));
        assertThat(recording).files().readsInChunksOfAtLeast(10);
        assertThat(failure(() -> assertThat(recording).files().readsInChunksOfAtLeast(11)))
                .hasMessageContaining("1 read asked for less");
    }

    @Test
    void should_pass_for_what_is_no_ordinary_file_and_for_another_file_under_the_same_number() {
        assertThat(reads(
                        read(3, 1, 1),
                        read(3, 1, 1),
                        open(5, "/proc/self/stat"),
                        read(5, 1, 1),
                        read(5, 1, 1),
                        close(5),
                        open(5, "/a"),
                        read(5, 1, 1),
                        close(5),
                        open(5, "/b"),
                        read(5, 1, 1)))
                .files()
                .readsInChunksOfAtLeast(512);
    }

    @Test
    void should_refuse_zero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(reads()).files().readsInChunksOfAtLeast(0));
        assertThat(reads()).files().readsInChunksOfAtLeast(1);
    }

    // --- Cannot tell ---

    @Test
    void should_not_know_if_reads_were_only_counted() {
        assertThat(cannotTell(() -> assertThat(
                                reads(open(5, "/a"), call("read", 5, 0, 1).entryOnly()))
                        .files()
                        .readsInChunksOfAtLeast(512)))
                .isEqualTo("""
                cannot tell in what chunks copies() read files: of 1 event it is not known whether it matters:

                  1.000 ms  "main" (tid 5101)  read(5, 1)   its exit was not watched

                observe it:   @Traced(observe = "reads")""");
        assertThat(reads(open(5, "/a"), call("read", 5, 0, 512).entryOnly()))
                .files()
                .readsInChunksOfAtLeast(512);
    }

    @Test
    void should_not_know_what_a_process_from_before_reads() {
        assertThat(cannotTell(() -> assertThat(reads(read(5, 1, 1).inChild(7000, "old")))
                        .files()
                        .readsInChunksOfAtLeast(512)))
                .contains("it is not known what its descriptor 5 stood for");
    }

    @Test
    void should_not_know_if_events_are_missing() {
        Recording recording = recording("copies()")
                .observing("reads")
                .with(open(5, "/a"), read(5, 4096, 1))
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();
        assertThat(cannotTell(() -> assertThat(recording).files().readsInChunksOfAtLeast(512)))
                .contains("12 events were dropped");
    }

    @Test
    void should_not_know_if_reading_was_not_observed() {
        assertThat(cannotTell(
                        () -> assertThat(recording("copies()").build()).files().readsInChunksOfAtLeast(512)))
                .isEqualTo("cannot tell: pread64, preadv, preadv2, read, readv were not observed in copies();"
                        + " observe them with @Traced(observe = \"reads\")");
    }
}
