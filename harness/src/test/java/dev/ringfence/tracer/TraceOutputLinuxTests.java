package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where lines go, when they can be read there, and what becomes of the program when they cannot be written. */
@Tag("traced")
@Tag("tools")
class TraceOutputLinuxTests {
    private static final int TIMEOUT_SECONDS = 60;
    private static final int SIGTERM_CODE = 128 + 15;
    private static final String FULL =
            "ringfence: the output could not be written, and nothing more is: No space left on device\n";

    @TempDir
    static Path programs;

    @TempDir
    Path directory;

    private static String rare;
    private static String known;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        rare = CPrograms.compile("rare-stops.c", programs).toString();
        known = CPrograms.compile("program-trace.c", programs).toString();
    }

    // --- What cannot be written ---

    @Test
    void a_program_does_not_suffer_from_a_full_disk() throws Exception {
        TraceProgram.Outcome outcome = TraceProgram.run(directory, "-f", "-o", "/dev/full", known, "calls", "20000");
        assertThat(outcome.code()).isEqualTo(7);
        assertThat(outcome.err()).isEqualTo(FULL);
    }

    /** Nor does it under strace, which ignores SIGPIPE where a command is traced to another one. */
    @Test
    void a_command_that_reads_no_more_does_not_end_the_program() throws Exception {
        TraceProgram.Outcome outcome = TraceProgram.run(directory, "-f", "-o", "|head -1", known, "calls", "20000");
        assertThat(outcome.code()).isEqualTo(7);
        assertThat(outcome.out()).contains(" execve(").endsWith(" = 0\n").hasLineCount(1);
        assertThat(outcome.err())
                .isEqualTo("ringfence: the output could not be written, and nothing more is: Broken pipe\n");
    }

    @Test
    void a_process_that_was_attached_to_is_left_when_nothing_can_be_written() throws Exception {
        Process subject = new ProcessBuilder(known, "run-on").start();
        try {
            assertThat(subject.inputReader().readLine()).isEqualTo("ready");
            TraceProgram.Outcome outcome =
                    TraceProgram.run(directory, "-p", String.valueOf(subject.pid()), "-q", "-o", "/dev/full");
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).isEqualTo(FULL);
            assertThat(subject.isAlive()).isTrue();
        } finally {
            subject.destroyForcibly().waitFor();
        }
    }

    // --- What is there, and when ---

    @Test
    void a_log_can_be_read_while_the_program_does_nothing() throws Exception {
        Process tracer = TraceProgram.start(directory, List.of("-o", "log", "/bin/sleep", "1000"));
        try {
            await(
                    "the call that does not return is in the log",
                    () -> Files.exists(directory.resolve("log"))
                            && Files.readString(directory.resolve("log")).contains("nanosleep("));
        } finally {
            tracer.destroy();
            TraceProgram.await(tracer, directory);
        }
    }

    @Test
    void the_table_is_written_when_the_tracer_is_asked_to_end() throws Exception {
        Process subject = new ProcessBuilder(known, "run-on").start();
        try {
            assertThat(subject.inputReader().readLine()).isEqualTo("ready");
            Process tracer = TraceProgram.start(directory, List.of("-c", "-p", String.valueOf(subject.pid())));
            await(
                    "it is traced",
                    () -> Files.readString(directory.resolve("err")).contains("attached"));
            tracer.destroy();
            TraceProgram.Outcome outcome = TraceProgram.await(tracer, directory);
            assertThat(outcome.code()).isEqualTo(SIGTERM_CODE);
            assertThat(outcome.err()).contains(" detached").endsWith(" total\n");
        } finally {
            subject.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_thread_that_becomes_another_program_has_its_calls_before_that_in_its_own_file() throws Exception {
        assertThat(TraceProgram.run(directory, "-ff", "-o", "log", rare, "exec-from-thread")
                        .code())
                .isEqualTo(41);
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> logs = files.filter(file -> file.getFileName().toString().startsWith("log."))
                    .toList();
            assertThat(logs).allSatisfy(log -> assertThat(log).isNotEmptyFile());
            assertThat(logs)
                    .filteredOn(log -> contentOf(log.toFile())
                            .lines()
                            .anyMatch(line -> line.matches("execve\\(.* <pid changed to \\d+ \\.\\.\\.>")))
                    .hasSize(1);
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what + ", before the deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
