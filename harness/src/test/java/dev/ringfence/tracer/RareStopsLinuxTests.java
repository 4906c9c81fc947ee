package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.ObservedSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps of ptrace(2), each as a C program that notices when it is not left to run as it does alone. */
@Tag("traced")
@Tag("tools")
class RareStopsLinuxTests {
    @TempDir
    static Path directory;

    private static String program;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        program = CPrograms.compile("rare-stops.c", directory).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "exec-from-thread, 41",
        "leader-exits-first, 42",
        "group-stop, 43",
        "restarted-call, 44",
        "tree6, 45",
        "many-threads, 46",
        "segfault-handled, 47",
        "own-ptrace, 48",
        "interrupted-call, 51"
    })
    void a_program_runs_as_it_does_alone(String mode, int status) throws Exception {
        assertThat(TracedProgram.run(program, mode).end().code()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "exec-from-thread, all, 41",
        "restarted-call, all, 44",
        "tree6, !futex, 45",
        "many-threads, all, 46",
        "segfault-handled, '%signal,%memory', 47",
        "interrupted-call, /.sleep|^restart/, 51"
    })
    void a_program_runs_as_it_does_alone_whatever_is_observed(String mode, String observed, int status)
            throws Exception {
        assertThat(TracedProgram.runObserving(ObservedSet.resolve(observed), program, mode)
                        .end()
                        .code())
                .isEqualTo(status);
    }

    @Test
    void a_window_of_a_thread_that_outlives_the_leader_is_recorded() throws Exception {
        Recording recording = TracedProgram.run(program, "leader-exits-first").window(1);
        assertThat(recording.leftOpen()).hasSize(1);
        assertThat(recording.completeness().gaps()).isEmpty();
    }

    @Test
    void a_call_that_the_kernel_restarts_is_one_call_with_one_effect() throws Exception {
        Recording recording = TracedProgram.run(program, "restarted-call").window(1);
        assertThat(TracedProgram.events(recording, SyscallEvent.class))
                .filteredOn(call -> call.name().equals("recvmsg"))
                .singleElement()
                .extracting(SyscallEvent::effect)
                .isInstanceOfSatisfying(
                        FdEffect.Created.class, made -> assertThat(made.kind()).isEqualTo(FdKind.PASSED));
        assertThat(TracedProgram.events(recording, ProcessEnded.class)).hasSize(1);
    }

    @Test
    void a_call_that_a_signal_ends_has_failed() throws Exception {
        Recording recording = TracedProgram.run(program, "interrupted-call").window(1);
        assertThat(TracedProgram.events(recording, SyscallEvent.class))
                .filteredOn(call -> call.name().equals("recvmsg"))
                .singleElement()
                .extracting(SyscallEvent::outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.errno().name()).isEqualTo("EINTR"));
    }

    @Test
    void counts_of_many_threads_are_exact() throws Exception {
        Recording recording = TracedProgram.run(program, "many-threads").window(1);
        long opens = recording.counts().stream()
                .filter(count -> count.name().equals("openat"))
                .mapToLong(CallCount::calls)
                .sum();
        assertThat(opens).isEqualTo(200 * 25);
        assertThat(recording.leftOpen()).isEmpty();
    }

    @Test
    void events_beyond_the_limit_are_in_a_file(@TempDir Path spills) throws Exception {
        Recording recording = TracedProgram.runWith(options(Set.of(), 100, spills), program, "many-threads")
                .window(1);
        assertThat(recording.events()).hasSize(100);
        assertThat(recording.completeness().gaps()).isEmpty();
        try (Stream<TraceEvent> all = recording.allEvents()) {
            List<TraceEvent> events = all.toList();
            assertThat(events).filteredOn(SyscallEvent.class::isInstance).hasSize((int)
                    recording.counts().stream().mapToLong(CallCount::calls).sum());
            assertThat(events).extracting(TraceEvent::sequence).isSorted().doesNotHaveDuplicates();
        }
        assertThat(spills).isDirectoryContaining("glob:**.jsonl");
    }

    @Test
    void a_file_of_events_that_cannot_be_written_makes_the_recording_incomplete(@TempDir Path spills) throws Exception {
        Recording recording = TracedProgram.runWith(
                        options(Set.of(), 100, spills.resolve("missing")), program, "many-threads")
                .window(1);
        assertThat(recording.completeness().gaps())
                .hasSize(2)
                .extracting(Completeness.Gap::concern)
                .containsOnly(Completeness.Concern.EVENTS);
        assertThat(recording.completeness().gaps())
                .extracting(Completeness.Gap::text)
                .satisfiesExactly(
                        why -> assertThat(why).startsWith("the file of events could not be written: "),
                        what -> assertThat(what).matches("[0-9]+ events were dropped after the first 100"));
    }

    @Test
    void a_call_whose_exit_is_watched_has_a_duration_and_one_that_is_counted_has_none(@TempDir Path spills)
            throws Exception {
        Recording watched = TracedProgram.runWith(options(Set.of(), 20_000, spills), program, "many-threads")
                .window(1);
        assertThat(TracedProgram.events(watched, SyscallEvent.class))
                .filteredOn(call -> call.name().equals("openat"))
                .hasSize(200 * 25)
                .allSatisfy(open -> assertThat(open.duration())
                        .hasValueSatisfying(time -> assertThat(time).isPositive()));
        assertThat(watched.counts())
                .filteredOn(count -> count.name().equals("openat"))
                .allSatisfy(count -> {
                    assertThat(count.timed()).isEqualTo(count.calls());
                    assertThat(count.inCalls()).isPositive();
                });
        Recording counted = TracedProgram.runWith(options(Set.of("openat"), 20_000, spills), program, "many-threads")
                .window(1);
        assertThat(TracedProgram.events(counted, SyscallEvent.class))
                .filteredOn(call -> call.name().equals("openat"))
                .hasSize(200 * 25)
                .allSatisfy(open -> assertThat(open.duration()).isEmpty());
    }

    private static TracedProgram.Options options(Set<String> entryOnly, int eventLimit, Path directory) {
        return new TracedProgram.Options(ObservedSet.defaults(), entryOnly, Set.of(), eventLimit, directory);
    }

    @Test
    void a_call_of_another_table_makes_the_recording_incomplete() throws Exception {
        TracedProgram.Outcome outcome = TracedProgram.run(program, "foreign-call");
        Assumptions.assumeThat(outcome.end().code())
                .as("this kernel has no 32-bit emulation")
                .isEqualTo(49);
        assertThat(outcome.window(1).completeness().gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("not of x86_64's table (i386:getpid)"));
    }

    @Test
    void the_end_of_the_program_is_told_with_its_signal() throws Exception {
        assertThat(TracedProgram.run(program, "killed").end().signal()).isEqualTo("SIGKILL");
    }

    @Test
    void the_end_of_the_program_is_told_with_the_thread_that_asked_for_it() throws Exception {
        assertThat(TracedProgram.run(program, "many-threads").end().description())
                .matches("exited with code 46; exit_group\\(46\\) was called by \"rare-stops\" \\(tid \\d+\\)");
    }
}
