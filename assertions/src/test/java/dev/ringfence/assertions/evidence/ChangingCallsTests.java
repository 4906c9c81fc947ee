package dev.ringfence.assertions.evidence;

import static dev.ringfence.assertions.testing.CallBuilder.call;
import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.CallBuilder;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the worker did to itself, beside what nearly did: another process, another resource, a question, a failure. */
class ChangingCallsTests {
    private static final int CHILD = 4712;
    private static final int OPEN_FILES = 7;
    private static final int CORE = 4;
    private static final long NEW_LIMIT = 0x7000_0000;
    private static final long MAP_SHARED = 0x01;
    private static final long MAP_ANONYMOUS = 0x20;

    private static Recording with(CallBuilder... calls) {
        return recording("t()").with(calls).build();
    }

    private static List<List<Long>> arguments(List<TraceEvent> calls) {
        return calls.stream()
                .map(SyscallEvent.class::cast)
                .map(each -> each.arguments().subList(0, 3))
                .toList();
    }

    @Test
    void a_limit_is_set_by_the_worker_or_for_it() {
        int worker = with().workerPid();
        Recording recording = with(
                call("setrlimit", OPEN_FILES, NEW_LIMIT, 1).returns(0),
                call("setrlimit", CORE, NEW_LIMIT, 2).returns(0),
                call("setrlimit", OPEN_FILES, NEW_LIMIT, 3).fails("EPERM"),
                call("setrlimit", OPEN_FILES, NEW_LIMIT, 4).inChild(CHILD, "sh").returns(0),
                call("prlimit64", 0, OPEN_FILES, NEW_LIMIT).returns(0),
                call("prlimit64", 0, OPEN_FILES, 0).returns(0),
                call("prlimit64", 0, CORE, NEW_LIMIT).returns(0),
                call("prlimit64", CHILD, OPEN_FILES, NEW_LIMIT).returns(0),
                call("prlimit64", 0, OPEN_FILES, NEW_LIMIT + 1)
                        .inChild(CHILD, "sh")
                        .returns(0),
                call("prlimit64", worker, OPEN_FILES, NEW_LIMIT)
                        .inChild(CHILD, "prlimit")
                        .returns(0));

        assertThat(arguments(ChangingCalls.ofLimit(recording, "Max open files")))
                .containsExactly(
                        List.of((long) OPEN_FILES, NEW_LIMIT, 1L),
                        List.of(0L, (long) OPEN_FILES, NEW_LIMIT),
                        List.of((long) worker, (long) OPEN_FILES, NEW_LIMIT));
        assertThat(ChangingCalls.ofLimit(recording, "Max nonsense")).isEmpty();
    }

    @Test
    void umask_and_directory_are_the_workers_own() {
        Recording recording = with(
                call("umask", 1, 0, 0).returns(18),
                call("umask", 2, 0, 0).inChild(CHILD, "sh").returns(18),
                call("chdir", 3, 0, 0).returns(0),
                call("chdir", 4, 0, 0).fails("ENOENT"),
                call("fchdir", 5, 0, 0).returns(0),
                call("fchdir", 6, 0, 0).inChild(CHILD, "sh").returns(0));

        assertThat(arguments(ChangingCalls.ofUmask(recording))).containsExactly(List.of(1L, 0L, 0L));
        assertThat(arguments(ChangingCalls.ofWorkingDirectory(recording)))
                .containsExactly(List.of(3L, 0L, 0L), List.of(5L, 0L, 0L));
    }

    @Test
    void a_file_is_mapped_where_it_is_shared() {
        Recording recording = with(
                open(5, "/tmp/a"),
                open(6, "/tmp/b"),
                call("mmap", 0, 1, 3, MAP_SHARED, 5, 0).returns(4096),
                call("mmap", 0, 2, 3, MAP_SHARED, 6, 0).returns(4096),
                call("mmap", 0, 3, 3, 2, 5, 0).returns(4096),
                call("mmap", 0, 4, 3, MAP_SHARED | MAP_ANONYMOUS, 5, 0).returns(4096),
                call("mmap", 0, 5, 3, MAP_SHARED, 5, 0).fails("ENOMEM"),
                call("mmap", 0, 6, 3, MAP_SHARED, 5, 0).inChild(CHILD, "sh").returns(4096));

        assertThat(arguments(ChangingCalls.ofMapping(recording, "/tmp/a"))).containsExactly(List.of(0L, 1L, 3L));
    }

    @Test
    void of_a_number_that_was_given_twice_the_last_start_counts() {
        Recording recording = recording("t()")
                .startsProcess(CHILD)
                .startsProcess(CHILD + 1)
                .startsProcess(CHILD)
                .build();

        List<TraceEvent> starts = recording.events().stream()
                .filter(ProcessStarted.class::isInstance)
                .toList();
        assertThat(ChangingCalls.startOf(recording, CHILD)).containsExactly(starts.get(2));
        assertThat(ChangingCalls.startOf(recording, CHILD + 2)).isEmpty();
    }
}
