package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the command with {@code -k} on virtual machines. */
@Tag("traced")
@Tag("tools")
class JavaFramesLinuxTests {
    private static final int TIMEOUT_SECONDS = 60;
    private static final int VIRTUAL_THREADS = 21;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Pattern TOLD = Pattern.compile("(main|other) opened it in line (\\d+)");
    private static final String PROGRAM = "dev.ringfence.tracer.OpeningProgram";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("a file"), "text");
    }

    // --- The command lines ---

    private List<String> program(String mode, String... jvmOptions) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-XX:+UseSerialGC"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", classes(), PROGRAM, file.toString(), mode));
        return command;
    }

    private static String classes() {
        return Path.of(OpeningProgram.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    private TraceProgram.Outcome trace(List<String> command, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-k", "-f"));
        arguments.addAll(List.of(options));
        arguments.add("--");
        arguments.addAll(command);
        return TraceProgram.run(directory, arguments.toArray(String[]::new));
    }

    /** Returns the calls that opened the file, each with what stands below its line, or below the line where it is resumed. */
    private List<List<String>> openings() {
        List<List<String>> openings = new ArrayList<>();
        Map<String, List<String>> ofThread = new HashMap<>();
        String thread = "";
        for (String line : read(directory.resolve("log")).lines().toList()) {
            if (line.startsWith(" > ")) {
                ofThread.getOrDefault(thread, new ArrayList<>()).add(line);
                continue;
            }
            thread = line.substring(0, line.indexOf(' '));
            if (line.contains("openat(") && line.contains("\"" + file + "\"")) {
                openings.add(new ArrayList<>());
                ofThread.put(thread, openings.get(openings.size() - 1));
            } else if (!line.contains("<... openat resumed>")) {
                ofThread.remove(thread);
            }
        }
        return openings;
    }

    private static int lineTold(TraceProgram.Outcome outcome, String who) {
        Matcher told = TOLD.matcher(outcome.out());
        while (told.find()) {
            if (told.group(1).equals(who)) return Integer.parseInt(told.group(2));
        }
        throw new AssertionError(who + " has told nothing: " + outcome);
    }

    private static String frame(String method, int line) {
        return " > " + PROGRAM + "." + method + "(OpeningProgram.java:" + line + ")";
    }

    private static void assertUnharmed(TraceProgram.Outcome outcome) {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isEqualTo(OpeningProgram.EXIT_CODE);
        assertThat(outcome.out().lines())
                .allMatch(line -> TOLD.matcher(line).matches())
                .isNotEmpty();
    }

    // --- Frames ---

    @ParameterizedTest
    @ValueSource(strings = {"--seccomp-bpf", "--no-seccomp-bpf"})
    void stand_below_the_calls_of_main_and_of_another_thread(String where) throws Exception {
        TraceProgram.Outcome outcome = trace(program("threads"), where, "-e", "openat", "-o", "log");

        assertUnharmed(outcome);
        int line = lineTold(outcome, "main");
        assertThat(openings()).hasSize(2);
        assertThat(openings().get(0))
                .startsWith(" > java.io.FileInputStream.open0(Native Method)")
                .contains(frame("openAndTell", line))
                .last()
                .asString()
                .startsWith(" > " + PROGRAM + ".main(OpeningProgram.java:");
        assertThat(openings().get(1))
                .contains(frame("openAndTell", lineTold(outcome, "other")))
                .noneMatch(frame -> frame.contains(".main("))
                .anyMatch(frame -> frame.startsWith(" > " + PROGRAM + ".openInOther(OpeningProgram.java:"));
        assertThat(TraceProgram.log(directory, "log"))
                .as("what the virtual machine was asked")
                .noneMatch(shown -> shown.contains("SIGQUIT") || shown.contains("attach_pid"));
    }

    @Test
    void stand_in_an_array_of_a_json_object() throws Exception {
        TraceProgram.Outcome outcome = trace(program("threads"), "--json", "-e", "openat", "-o", "log");

        assertUnharmed(outcome);
        assertThat(TraceProgram.log(directory, "log"))
                .filteredOn(line -> line.contains("\"\\\"" + file + "\\\"\""))
                .hasSize(2)
                .allMatch(line -> line.contains(",\"stack\":[\"java.io.FileInputStream.open0(Native Method)\",\""))
                .first()
                .asString()
                .contains("\"" + frame("openAndTell", lineTold(outcome, "main")).substring(3) + "\"")
                .endsWith("]}");
        assertThat(TraceProgram.log(directory, "log"))
                .anyMatch(line -> line.endsWith(",\"noStack\":\"the virtual machine is still starting\"}"));
    }

    @Test
    void stand_in_the_file_of_each_thread() throws Exception {
        TraceProgram.Outcome outcome = trace(program("threads"), "-f", "-e", "openat", "-o", "log");

        assertUnharmed(outcome);
        List<String> texts;
        try (Stream<Path> files = Files.list(directory)) {
            texts = files.filter(log -> log.getFileName().toString().matches("log\\.\\d+"))
                    .map(JavaFramesLinuxTests::read)
                    .filter(text -> text.contains("\"" + file + "\""))
                    .toList();
        }
        assertThat(texts).hasSize(2).allMatch(text -> text.contains(frame("openAndTell", lineTold(outcome, "main"))));
    }

    @Test
    void are_those_of_a_virtual_thread_not_of_its_carrier() throws Exception {
        assumeThat(Runtime.version().feature())
                .as("virtual threads need JDK 21")
                .isGreaterThanOrEqualTo(VIRTUAL_THREADS);
        TraceProgram.Outcome outcome = trace(program("virtual"), "-e", "openat", "-o", "log");

        assertUnharmed(outcome);
        assertThat(openings()).hasSize(1);
        List<String> frames = openings().get(0);
        if (frames.stream().noneMatch(frame -> frame.contains("FileInputStream"))) {
            assertThat(frames).as("of the carrier").anyMatch(frame -> frame.contains("runContinuation"));
        } else {
            assertThat(frames)
                    .contains(frame("openAndTell", lineTold(outcome, "other")))
                    .noneMatch(frame -> frame.contains("ForkJoin"));
        }
    }

    @Test
    void are_shown_of_a_virtual_machine_that_a_shell_has_become() throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "read line < /dev/null; exec \"$@\"", "sh"));
        command.addAll(program("threads"));
        TraceProgram.Outcome outcome = trace(command, "-e", "openat", "-o", "log");

        assertUnharmed(outcome);
        assertThat(openings())
                .hasSize(2)
                .allMatch(frames -> frames.contains(frame("openAndTell", lineTold(outcome, "main"))));
    }

    @Test
    void are_shown_where_every_call_is() throws Exception {
        TraceProgram.Outcome outcome = trace(program("threads"), "-o", "log");

        assertUnharmed(outcome);
        assertThat(openings()).anyMatch(frames -> frames.contains(frame("openAndTell", lineTold(outcome, "main"))));
        assertThat(TraceProgram.log(directory, "log"))
                .filteredOn(line -> line.contains("exit_group("))
                .hasSize(1);
    }

    // --- No frames ---

    @Test
    void another_program_has_none_and_no_trouble() throws Exception {
        String known = CPrograms.compile("program-trace.c", directory).toString();
        TraceProgram.Outcome outcome = trace(List.of(known, "children", "3"), "-o", "log");

        assertThat(outcome.code()).isEqualTo(6);
        assertThat(TraceProgram.log(directory, "log"))
                .noneMatch(line -> line.startsWith(" > "))
                .filteredOn(line -> line.startsWith("+++ exited"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UsePerfData", "-XX:-UsePerfData"})
    void a_virtual_machine_that_forbids_it_says_so(String performanceData) throws Exception {
        TraceProgram.Outcome outcome =
                trace(program("threads", performanceData, "-XX:+DisableAttachMechanism"), "-e", "openat", "-o", "log");

        assertUnharmed(outcome);
        assertThat(openings())
                .hasSize(2)
                .allMatch(
                        List.of(
                                        " > (no Java frames: -XX:+DisableAttachMechanism keeps the virtual machine from telling them)")
                                ::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UsePerfData", "-XX:-UsePerfData", "-Xrs"})
    void a_virtual_machine_that_is_still_starting_is_not_killed(String option) throws Exception {
        TraceProgram.Outcome outcome = trace(program("threads", option), "-e", "openat", "-o", "log");

        assertUnharmed(outcome);
        assertThat(TraceProgram.log(directory, "log"))
                .contains(" > (no Java frames: the virtual machine is still starting)");
        assertThat(openings())
                .hasSize(2)
                .allMatch(frames -> frames.contains(frame("openAndTell", lineTold(outcome, "main"))));
    }

    // --- Attaching ---

    @Test
    void a_running_virtual_machine_is_left_as_it_was() throws Exception {
        Process subject = subject();
        try {
            String pid = String.valueOf(subject.pid());
            TraceProgram.Outcome outcome =
                    TraceProgram.run(directory, "-k", "-p", pid, "--for", "5s", "-e", "openat", "-o", "log");
            assertThat(outcome.code()).isZero();
            assertThat(openings())
                    .anyMatch(
                            frames -> frames.stream().anyMatch(frame -> frame.startsWith(" > " + PROGRAM + ".runOn(")))
                    .anyMatch(frames -> frames.stream().anyMatch(frame -> frame.contains("lambda$runOn$")));
            assertRunsOnAndEnds(subject);
        } finally {
            subject.destroyForcibly().waitFor();
        }
    }

    @Test
    void threads_that_are_held_go_on_when_the_tracer_is_told_to_end() throws Exception {
        Process subject = subject();
        try {
            // Every thread is held most of the time.
            Process tracer =
                    TraceProgram.start(directory, List.of("-k", "-p", String.valueOf(subject.pid()), "-e", "openat"));
            await("frames are shown", () -> read(directory.resolve("err")).contains("(OpeningProgram.java:"));
            tracer.destroy();
            TraceProgram.await(tracer, directory);
            assertRunsOnAndEnds(subject);
        } finally {
            subject.destroyForcibly().waitFor();
        }
    }

    private Process subject() throws Exception {
        Process subject = new ProcessBuilder(program("run-on"))
                .redirectOutput(directory.resolve("subject").toFile())
                .redirectErrorStream(true)
                .start();
        await("it runs", () -> counted() > 0);
        return subject;
    }

    private void assertRunsOnAndEnds(Process subject) throws Exception {
        await(
                "it is not traced",
                () -> Files.readAllLines(Path.of("/proc/" + subject.pid() + "/status"))
                        .contains("TracerPid:\t0"));
        long before = counted();
        await("it goes on", () -> counted() > before + 1);
        subject.getOutputStream().write('\n');
        subject.getOutputStream().flush();
        assertThat(subject.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .as("it ended when it was asked to")
                .isTrue();
        assertThat(subject.exitValue()).isEqualTo(OpeningProgram.EXIT_CODE);
        assertThat(read(directory.resolve("subject")).lines()).allMatch(line -> line.matches("\\d+"));
    }

    /** Returns how many lines the subject has written. */
    private long counted() {
        return read(directory.resolve("subject")).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
