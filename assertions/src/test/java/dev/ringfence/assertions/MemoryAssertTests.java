package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemoryAssertTests {
    private static final String LIBRARY = "7f0000000000-7f0000001000 r--p 00000000 fe:01 7 /lib/libc.so\n";
    private static final String DATA = "7f0000010000-7f0000012000 rw-s 00000000 fe:01 8 /tmp/index-31.dat (deleted)\n";

    private static Recording resident(int kilobytes) {
        StateBuilder settled = state().with("status", "VmRSS:\t100000 kB", "VmRSS:\t" + kilobytes + " kB");
        return recording("caches()").around(state(), settled).build();
    }

    private static StateBuilder mapping(String text) {
        return state().file("maps", text).captured(SnapshotPart.MAPPINGS);
    }

    private static SuspicionError suspicion(ThrowingCallable assertion) {
        return catchThrowableOfType(SuspicionError.class, assertion);
    }

    @Test
    void should_pass_growth_up_to_the_limit() {
        assertThat(resident(100_004)).memory().growsAtMost(4096);
        assertThat(resident(90_000)).memory().growsAtMost(0);
    }

    @Test
    void should_suspect_growth_beyond_the_limit() {
        SuspicionError error =
                suspicion(() -> assertThat(resident(100_008)).memory().growsAtMost(4096));

        org.assertj.core.api.Assertions.assertThat(error).hasMessage("""
                Expecting caches() to grow by at most 4096 bytes, but it grew by more:

                  resident memory: 8192 bytes more

                not confirmed by more runs
                allow it:     memory().growsAtMost(8192)
                reproduce:    mvn test -Dtest=MemoryAssertTests#should_suspect_growth_beyond_the_limit -Dringfence.rounds=20""");
        var growth = error.suspicion().growth().bySite();
        org.assertj.core.api.Assertions.assertThat(growth).hasSize(1);
        org.assertj.core.api.Assertions.assertThat(
                        error.suspicion().failure(new SeriesVerdict.Leak(growth.keySet(), 12, 12)))
                .hasMessageContaining("confirmed: 12 of 12 more runs left more of the same");
        org.assertj.core.api.Assertions.assertThat(
                        error.suspicion().failure(new SeriesVerdict.CannotTell("growth slowed but did not end: …")))
                .hasMessageStartingWith(
                        "cannot tell whether caches() keeps to grow by at most 4096 bytes: growth slowed");
    }

    @Test
    void should_refuse_a_negative_limit() {
        assertThatThrownBy(() -> assertThat(resident(1)).memory().growsAtMost(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit must not be negative but was -1");
    }

    @Test
    void should_not_tell_growth_where_status_could_not_be_read() {
        Recording recording = recording("caches()")
                .around(state(), state().failed("status", "/proc/5100/status: permission denied"))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).memory().growsAtMost(1)))
                .isEqualTo("cannot tell whether the memory of caches() grew: /proc/5100/status: permission denied");
    }

    @Test
    void should_count_the_page_faults_that_waited_for_a_disk() {
        StateBuilder closed = state().with("stat", "4194560 0 0 0 0 ", "4194560 9 0 3 0 ");
        Recording recording =
                recording("searches()").around(state(), closed, state()).build();

        assertThat(recording).memory().hasMajorFaultsAtMost(3);
        org.assertj.core.api.Assertions.assertThat(
                        suspicion(() -> assertThat(recording).memory().hasMajorFaultsAtMost(2)))
                .hasMessage("""
                Expecting searches() to have at most 2 major page faults, but there were more:

                  major page faults: 3

                not confirmed by more runs
                allow it:     memory().hasMajorFaultsAtMost(3)
                reproduce:    mvn test -Dtest=MemoryAssertTests#should_count_the_page_faults_that_waited_for_a_disk -Dringfence.rounds=20""");
    }

    @Test
    void should_not_tell_page_faults_where_stat_could_not_be_read() {
        StateBuilder closed = state().failed("stat", "/proc/5100/stat: permission denied");
        Recording recording =
                recording("searches()").around(state(), closed, state()).build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).memory().hasMajorFaultsAtMost(2)))
                .isEqualTo("cannot tell how many major page faults searches() had: /proc/5100/stat: permission denied");
    }

    @Test
    void should_pass_where_no_more_is_mapped() {
        Recording recording = recording("caches()")
                .around(mapping(LIBRARY + DATA), mapping(LIBRARY))
                .build();

        assertThat(recording).memory().leavesNoMapping();
    }

    @Test
    void should_suspect_a_file_that_is_mapped() {
        Recording recording = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY + DATA))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        suspicion(() -> assertThat(recording).memory().leavesNoMapping()))
                .hasMessage("""
                Expecting caches() to leave no file mapped, but 1 was:

                  /tmp/index-31.dat (deleted), 8192 bytes

                not confirmed by more runs
                allow it:     memory().allowing("/tmp/index-*.dat", "…").leavesNoMapping()
                reproduce:    mvn test -Dtest=MemoryAssertTests#should_suspect_a_file_that_is_mapped -Dringfence.rounds=20""");
        assertThat(recording)
                .memory()
                .allowing("/tmp/index-*", "it is an index")
                .leavesNoMapping();
    }

    @Test
    void should_suspect_a_file_with_the_call_that_mapped_it() {
        Recording recording = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY + DATA))
                .with(
                        open(5, "/tmp/index-31.dat"),
                        open(6, "/tmp/other.dat"),
                        // Of another file, without one, and one that is not shared.
                        call("mmap", 0, 8192, 1, 1, 6, 0).returns(0x7f000000L),
                        call("mmap", 0, 8192, 1, 0x21, -1, 0).returns(0x7f010000L),
                        call("mmap", 0, 8192, 1, 2, 5, 0).returns(0x7f020000L),
                        call("mmap", 0, 8192, 1, 1, 5, 0).fails("ENOMEM"),
                        call("mmap", 0, 8192, 1, 1, 5, 0).returns(0x7f030000L).from("com.example.Index", "load", 21))
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        suspicion(() -> assertThat(recording).memory().leavesNoMapping()))
                .hasMessageStartingWith("""
                Expecting caches() to leave no file mapped, but 1 was:

                  /tmp/index-31.dat (deleted), 8192 bytes
                    6.000 ms  "main" (tid 5101)  mmap(0, 0x2000, 0x1, 0x1, 0x5) = 2130903040
                           at com.example.Index.load(Index.java:21)

                not confirmed by more runs
                """);
    }

    @Test
    void should_count_a_mapping_that_is_gone_by_the_end_of_the_next_run_as_replaced() {
        Recording first = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY + DATA))
                .build();
        String other = DATA.replace("31", "32");
        Recording replaced = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY + other))
                .build();
        Recording kept = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY + DATA + other))
                .build();
        Recording removed = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY + DATA.replace(" (deleted)", "") + other))
                .build();

        org.assertj.core.api.Assertions.assertThat(growth(first, replaced)).isZero();
        org.assertj.core.api.Assertions.assertThat(growth(first, kept)).isOne();
        org.assertj.core.api.Assertions.assertThat(growth(removed, kept)).isOne();
    }

    private static int growth(Recording run, Recording next) {
        SuspicionError first = suspicion(() -> assertThat(run).memory().leavesNoMapping());
        SuspicionError second = suspicion(() -> assertThat(next).memory().leavesNoMapping());
        return first.suspicion().growthStillThereIn(second.suspicion()).bySite().size();
    }

    @Test
    void should_take_growth_of_memory_for_one_that_stays() {
        SuspicionError more =
                suspicion(() -> assertThat(resident(100_008)).memory().growsAtMost(4096));
        SuspicionError again =
                suspicion(() -> assertThat(resident(100_016)).memory().growsAtMost(4096));

        org.assertj.core.api.Assertions.assertThat(more.suspicion().growthStillThereIn(again.suspicion()))
                .isEqualTo(more.suspicion().growth());
    }

    @Test
    void should_suspect_what_is_not_allowed_beside_what_is() {
        Recording recording = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY + DATA))
                .build();

        org.assertj.core.api.Assertions.assertThat(suspicion(() -> assertThat(recording)
                        .memory()
                        .allowing("/lib/*", "it is loaded once")
                        .leavesNoMapping()))
                .hasMessageContaining("/tmp/index-31.dat (deleted), 8192 bytes");
    }

    @Test
    void should_not_tell_where_the_worker_was_not_captured() {
        Recording recording = recording("caches()")
                .around(mapping(LIBRARY), mapping(LIBRARY).withoutWorker())
                .build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).memory().growsAtMost(0)))
                .endsWith(": process 5100 was not captured");
    }

    @Test
    void should_not_tell_where_nobody_asked_for_mappings() {
        Recording recording = recording("caches()").around(state(), state()).build();

        org.assertj.core.api.Assertions.assertThat(
                        cannotTell(() -> assertThat(recording).memory().leavesNoMapping()))
                .isEqualTo("cannot tell: mappings was not captured around caches(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.MAPPINGS)");
    }
}
