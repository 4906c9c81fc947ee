package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a trace before its program ends, and what the program notices of it: the same as under strace. */
@Tag("traced")
@Tag("tools")
class TraceEndLinuxTests {
    private static final int TIMEOUT_SECONDS = 60;
    private static final Path STRACE = Path.of("/usr/bin/strace");

    @TempDir
    static Path programs;

    @TempDir
    Path directory;

    private static String known;
    private final List<ProcessHandle> started = new ArrayList<>();

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(STRACE), "tools tier: there is no " + STRACE);
        known = CPrograms.compile("program-trace.c", programs).toString();
    }

    @AfterEach
    void endAll() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    // --- Signals ---

    @ParameterizedTest
    @CsvSource({
        "strace, TERM, 15", "ringfence, TERM, 15",
        "strace, HUP, 1", "ringfence, HUP, 1"
    })
    void a_signal_is_passed_on_and_the_program_left_alone(String tracer, String name, int signal) throws Exception {
        Process end = start(tracer, known, "outlive");
        ProcessHandle program = program();
        awaitText("err", "nanosleep(");
        signal(name, tracer(end));
        assertThat(end(end)).isEqualTo("killed by " + signal);
        await("the program got it", () -> got().contains("got %02d".formatted(signal)));
        assertRunsOnAlone(program);
        assertThat(got()).containsOnly("got 18", "got %02d".formatted(signal));
        assertThat(text("err")).contains("Process " + program.pid() + " detached");
    }

    @ParameterizedTest
    @CsvSource({"strace", "ringfence"})
    void a_program_that_is_stopped_goes_on_with_the_signal(String tracer) throws Exception {
        Process end = start(tracer, known, "outlive", "1");
        ProcessHandle program = program();
        awaitText("err", "--- stopped by SIGSTOP ---");
        signal("TERM", tracer(end));
        assertThat(end(end)).isEqualTo("killed by 15");
        await("the program got it", () -> got().contains("got 15"));
        assertRunsOnAlone(program);
    }

    @ParameterizedTest
    @CsvSource({"strace", "ringfence"})
    void children_get_nothing_and_are_left_alone(String tracer) throws Exception {
        Process end = start(tracer, "-f", "/bin/sh", "-c", known + " outlive; true");
        ProcessHandle child = program();
        awaitText("err", "nanosleep(");
        ProcessHandle shell = child.parent().orElseThrow();
        signal("TERM", tracer(end));
        assertThat(end(end)).isEqualTo("killed by 15");
        await("the shell died of it", () -> !shell.isAlive());
        assertRunsOnAlone(child);
        assertThat(got()).isEmpty();
    }

    /** Where strace ignores the signal. */
    @Test
    void a_log_is_complete_when_a_signal_ends_the_trace() throws Exception {
        Process end = start("ringfence", "-C", "-o", "log", "/bin/sleep", "100");
        awaitText("log", "nanosleep(");
        signal("TERM", tracer(end));
        assertThat(end(end)).isEqualTo("killed by 15");
        assertThat(text("log")).contains(" <detached ...>\n").endsWith(" total\n");
        assertThat(text("err")).isEmpty();
    }

    @RepeatedTest(3)
    void a_child_that_is_just_born_is_not_killed() throws Exception {
        Process end = start("ringfence", "-f", "-o", "log", known, "births");
        program();
        awaitText("log", "wait4(");
        signal("TERM", tracer(end));
        assertThat(end(end)).isEqualTo("killed by 15");
        awaitText("out", "all children are born\n");
        assertThat(text("out").lines()).hasSize(3).last().isEqualTo("all children are born");
    }

    /** Calls that the filter stops fail without a tracer. strace leaves it then, and it does not sleep any more. */
    @Test
    void a_program_with_a_filter_is_traced_to_its_end() throws Exception {
        Process end = start("ringfence", "-f", "-e", "trace=clock_nanosleep", "-o", "log", known, "outlive");
        ProcessHandle program = program();
        awaitText("log", "nanosleep(");
        signal("TERM", tracer(end));
        await("the program got it", () -> got().contains("got 15"));
        long before = Files.size(directory.resolve("log"));
        await("it is still traced", () -> Files.size(directory.resolve("log")) > before);
        assertThat(tracers(program)).doesNotContain("0");
        program.destroyForcibly();
        assertThat(end(end)).isEqualTo("killed by 15");
        assertThat(text("log")).contains("--- SIGTERM {").endsWith("+++ killed by SIGKILL +++\n");
    }

    /** A terminal sends it to the program, too; kill(1) does not. */
    @Test
    void an_interrupt_is_the_programs_business() throws Exception {
        Process end = start("ringfence", known, "outlive");
        ProcessHandle program = program();
        awaitText("err", "nanosleep(");
        signal("INT", tracer(end));
        long before = Files.size(directory.resolve("err"));
        await("it is still traced", () -> Files.size(directory.resolve("err")) > before);
        signal("INT", program);
        assertThat(end(end)).isEqualTo("killed by 2");
        assertThat(text("err")).endsWith("+++ killed by SIGINT +++\n");
    }

    // --- Readers that go away ---

    @ParameterizedTest
    @CsvSource({"strace", "ringfence"})
    void a_reader_of_standard_error_that_goes_away_ends_the_trace(String tracer) throws Exception {
        Process end = startPiped(tracer, known, "outlive");
        assertThat(readUpTo("nanosleep(", end)).isNotNull();
        assertThat(end(end)).isEqualTo("killed by 13");
        ProcessHandle program = program();
        await("the program got it", () -> got().contains("got 13"));
        assertRunsOnAlone(program);
        assertThat(got()).containsOnly("got 18", "got 13");
    }

    @ParameterizedTest
    @CsvSource({"strace", "ringfence"})
    void a_program_that_does_not_expect_it_ends_with_the_reader(String tracer) throws Exception {
        Process end = startPiped(tracer, known, "run-on");
        ProcessHandle program = await(
                "the program runs",
                () -> end.descendants()
                        .filter(child -> child.info()
                                .arguments()
                                .map(List::of)
                                .orElse(List.of())
                                .equals(List.of("run-on")))
                        .findAny()
                        .orElse(null));
        started.add(program);
        assertThat(readUpTo("execve(", end)).isNotNull();
        assertThat(end(end)).isEqualTo("killed by 13");
        await("the program ended", () -> !program.isAlive());
    }

    @Test
    void a_program_with_a_filter_gets_the_signal_of_its_reader() throws Exception {
        Process end = startPiped("ringfence", "-f", "-e", "trace=clock_nanosleep", known, "run-on");
        assertThat(readUpTo("clock_nanosleep(", end)).isNotNull();
        assertThat(end(end)).isEqualTo("killed by 13");
    }

    @ParameterizedTest
    @CsvSource({"strace", "ringfence"})
    void a_process_that_was_attached_to_does_not_notice_that_the_reader_has_gone(String tracer) throws Exception {
        ProcessHandle subject = subject();
        Process end = startPiped(tracer, "-p", String.valueOf(subject.pid()));
        assertThat(readUpTo("attached", end)).contains("Process " + subject.pid());
        assertThat(end(end)).isEqualTo("killed by 13");
        assertRunsOnAlone(subject);
    }

    @ParameterizedTest
    @CsvSource({"strace", "ringfence"})
    void a_process_that_was_attached_to_does_not_notice_that_the_command_has_gone(String tracer) throws Exception {
        ProcessHandle subject = subject();
        Process end = start(tracer, "-o", "|head -1 >first", "-p", String.valueOf(subject.pid()));
        assertThat(end(end)).isEqualTo("killed by 13");
        assertThat(text("first")).hasLineCount(1);
        assertRunsOnAlone(subject);
    }

    // --- Helpers ---

    /** Runs a tracer below a program that says how it ended. */
    private Process start(String tracer, String... arguments) throws IOException {
        return builder(tracer, arguments)
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private Process startPiped(String tracer, String... arguments) throws IOException {
        return builder(tracer, arguments).start();
    }

    private ProcessBuilder builder(String tracer, String... arguments) {
        List<String> command = new ArrayList<>(List.of(known, "ends"));
        if (tracer.equals("strace")) {
            command.add(STRACE.toString());
            command.addAll(Arrays.asList(arguments));
        } else {
            command.addAll(TraceProgram.command(List.of(arguments)));
        }
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile());
    }

    private static ProcessHandle tracer(Process end) {
        return end.children().findFirst().orElseThrow();
    }

    /** Reads what the tracer writes up to a line with this text, and no more. */
    private static String readUpTo(String text, Process end) throws IOException {
        try (BufferedReader reader = end.errorReader()) {
            String line = reader.readLine();
            while (line != null && !line.contains(text)) line = reader.readLine();
            return line;
        }
    }

    /** Returns how the tracer ended. */
    private String end(Process end) throws Exception {
        assertThat(end.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .as("the trace ended")
                .isTrue();
        return text("out")
                .lines()
                .filter(line -> line.startsWith("killed by ") || line.startsWith("exited with "))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the program that has said its id. */
    private ProcessHandle program() throws Exception {
        String line = await(
                "the program runs",
                () -> text("out")
                        .lines()
                        .filter(text -> text.startsWith("pid "))
                        .findFirst()
                        .orElse(null));
        ProcessHandle program = ProcessHandle.of(Long.parseLong(line.substring("pid ".length())))
                .orElseThrow();
        started.add(program);
        return program;
    }

    private ProcessHandle subject() throws IOException {
        Process subject = new ProcessBuilder(known, "run-on").start();
        started.add(subject.toHandle());
        assertThat(subject.inputReader().readLine()).isEqualTo("ready");
        return subject.toHandle();
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private List<String> got() throws IOException {
        return text("out").lines().filter(line -> line.startsWith("got ")).toList();
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private void awaitText(String name, String text) throws Exception {
        await(
                text + " is in " + name,
                () -> Files.exists(directory.resolve(name)) && text(name).contains(text));
    }

    private static void assertRunsOnAlone(ProcessHandle process) throws Exception {
        await("it is not traced", () -> tracers(process).equals(List.of("0")));
        assertThat(process.isAlive()).isTrue();
        List<String> before = sleeps(process);
        await("it goes on sleeping and waking", () -> !sleeps(process).equals(before));
    }

    private static List<String> tracers(ProcessHandle process) throws IOException {
        return status(process, "TracerPid:");
    }

    private static List<String> sleeps(ProcessHandle process) throws IOException {
        return status(process, "voluntary_ctxt_switches:");
    }

    private static List<String> status(ProcessHandle process, String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> line.substring(field.length()).strip())
                    .toList();
        }
    }

    /** Returns what a question answers that is neither null nor false, asked until it does. */
    private static <T> T await(String what, Callable<T> question) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            T answer = question.call();
            if (answer != null && !Boolean.FALSE.equals(answer)) return answer;
            assertThat(System.nanoTime()).as(what + ", before the deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
