package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is looked at for a while is the same before and after. */
@Tag("traced")
@Tag("tools")
class AttachLinuxTests {
    private static final int SIGTERM_CODE = 128 + 15;
    private static final int TIMEOUT_SECONDS = 60;

    @TempDir
    Path directory;

    private Process subject;

    @BeforeEach
    void start() throws Exception {
        String program = CPrograms.compile("program-trace.c", directory).toString();
        subject = new ProcessBuilder(program, "run-on").start();
        assertThat(subject.inputReader().readLine()).isEqualTo("ready");
    }

    @AfterEach
    void end() throws InterruptedException {
        subject.destroyForcibly().waitFor();
    }

    @Test
    void both_threads_are_traced_for_a_while_and_left_running() throws Exception {
        TraceProgram.Outcome outcome =
                TraceProgram.run(directory, "-p", String.valueOf(subject.pid()), "--for", "3s", "-f", "-o", "log");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err())
                .isEqualTo("ringfence: Process %d attached with 2 threads%nringfence: Process %d detached%n"
                        .formatted(subject.pid(), subject.pid()));
        List<String> lines = Files.readAllLines(directory.resolve("log"));
        assertThat(lines.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .distinct())
                .hasSize(2);
        // Whole, or resumed where the other thread's line came between.
        assertThat(lines).anyMatch(line -> line.contains("clock_nanosleep") && line.endsWith("= 0"));
        assertRunsOnAlone();
    }

    @Test
    void the_end_of_the_tracer_is_not_the_end_of_the_process() throws Exception {
        Process tracer = TraceProgram.start(directory, List.of("-p", String.valueOf(subject.pid())));
        await(
                "a call is shown",
                () -> Files.readString(directory.resolve("err")).contains("clock_nanosleep("));
        tracer.destroy();
        assertThat(TraceProgram.await(tracer, directory).code()).isEqualTo(SIGTERM_CODE);
        assertRunsOnAlone();
    }

    @Test
    void a_tracer_that_is_killed_leaves_the_process_running() throws Exception {
        Process tracer = TraceProgram.start(directory, List.of("-p", String.valueOf(subject.pid()), "-o", "log"));
        await("it is traced", () -> tracers().noneMatch("0"::equals));
        tracer.destroyForcibly().waitFor();
        assertRunsOnAlone();
    }

    @Test
    void a_process_that_is_not_there_is_named() throws Exception {
        subject.destroyForcibly().waitFor();
        TraceProgram.Outcome outcome = TraceProgram.run(directory, "-p", String.valueOf(subject.pid()));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("ringfence: process %d could not be attached to: there is none%n".formatted(subject.pid()));
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what + ", before the deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private Stream<String> tracers() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + subject.pid() + "/status")).stream()
                .filter(line -> line.startsWith("TracerPid:"))
                .map(line -> line.substring("TracerPid:".length()).strip());
    }

    private void assertRunsOnAlone() throws Exception {
        await("it is not traced", () -> tracers().allMatch("0"::equals));
        assertThat(subject.isAlive()).isTrue();
        String before = sleeps();
        await("it goes on sleeping and waking", () -> !sleeps().equals(before));
    }

    private String sleeps() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + subject.pid() + "/status")).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .findFirst()
                .orElseThrow();
    }
}
