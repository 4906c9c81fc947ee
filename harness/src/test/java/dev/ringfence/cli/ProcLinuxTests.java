package dev.ringfence.cli;

import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.kernelfs.proc.TaskIds;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.kernelfs.proc.Zombie;
import dev.ringfence.kernelfs.proc.tools.LiveProcess;
import dev.ringfence.kernelfs.proc.tools.OpenThings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Shows and compares processes that live. */
@Tag("linux")
class ProcLinuxTests {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, Object... arguments) {
        out.getBuffer().setLength(0);
        return new CommandLine(command)
                .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void a_virtual_machine_is_shown_with_all_that_it_holds() throws Exception {
        try (LiveProcess process = LiveProcess.start(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenThings.class.getName(),
                        directory.toString()))
                .stopped()) {
            assertThat(run(new ProcCommand(), process.pid())).isZero();
            assertThat(err.toString()).isEmpty();
            int open = value(FdLinks.read(Live.PROC, process.pid())).size();
            int threads = value(TaskStatus.read(process.directory())).threads();
            String own = ProcessHandle.current().pid() + " ";
            assertThat(out.toString())
                    .startsWith("process " + process.pid())
                    .contains("\n  parent       " + own)
                    .contains("\n  state        stopped, " + threads + " threads\n")
                    .contains("\ndescriptors    " + open + " open, ")
                    .contains("  CLOSE_WAIT   1 connection that the other side has closed and this process has not:\n")
                    .contains(", 1 connection not accepted yet\n")
                    .contains("\nthreads        " + threads + ": " + threads + " stopped\n")
                    .contains("\"desk-*\"  3 stopped\n")
                    .contains("\nchildren       1\n")
                    .contains("sleep 1000  stopped\n")
                    .contains(directory + "/gone (deleted)\n")
                    .doesNotContain("not described");

            assertThat(run(new ProcCommand(), "--fds", process.pid())).isZero();
            assertThat(out.toString().lines().filter(line -> line.startsWith("  fd ")))
                    .hasSize(open);
            assertThat(out.toString()).containsPattern("fd \\d+ +pipe read end, other end: held by pid " + own);

            assertThat(run(new ProcCommand(), "--json", process.pid())).isZero();
            assertThat(out.toString())
                    .contains("\"pid\": " + process.pid() + ",\n", "\"state\": \"CLOSE_WAIT\"", "\"name\": \"desk-3\"");

            Path before = directory.resolve("before");
            Path after = directory.resolve("after");
            assertThat(run(new ProcCommand(), "-o", before, process.pid())).isZero();
            assertThat(run(new ProcCommand(), "-o", after, process.pid())).isZero();
            assertThat(run(new DiffCommand(), before, after)).as(out::toString).isZero();
        }
    }

    @Test
    void what_a_shell_did_between_is_shown() throws Exception {
        Process shell =
                new ProcessBuilder("/bin/sh").directory(directory.toFile()).start();
        try (BufferedReader answers = shell.inputReader();
                PrintWriter commands = new PrintWriter(shell.outputWriter(), true)) {
            done(commands, answers, "exec 7>seven");
            Path before = directory.resolve("before");
            Path after = directory.resolve("after");
            assertThat(run(new ProcCommand(), "-o", before, shell.pid())).isZero();
            done(
                    commands,
                    answers,
                    "exec 7>&- 8>eight 9>>eight; mkdir down; cd down; ulimit -c 0; ulimit -n 99; sleep 1000 &");
            Live.waitUntil(
                    "it has started",
                    () -> shell.children()
                            .anyMatch(child -> child.info().command().orElse("").endsWith("sleep")));
            assertThat(run(new ProcCommand(), "-o", after, shell.pid())).isZero();
            assertThat(run(new DiffCommand(), before, after)).isEqualTo(1);
            long child = shell.children().findFirst().orElseThrow().pid();
            assertThat(out.toString())
                    .contains("--- " + before + "  ", "+++ " + after + "  ", " s later\n")
                    .contains("  ! directory  " + directory + " -> " + directory + "/down\n")
                    .contains("  + 2 times    " + directory + "/eight  (fd 8, 9)\n")
                    .contains("  - fd 7       " + directory + "/seven\n")
                    .containsPattern("\nchildren\n  \\+ pid " + child + " +sleep 1000\n")
                    .contains("  ! Max open files ", " -> 99 (at most 99)\n")
                    .contains("\ntransfers\n  ! read       ");
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly().waitFor();
        }
    }

    private static void done(PrintWriter commands, BufferedReader answers, String command) throws IOException {
        commands.println(command);
        commands.println("echo done");
        assertThat(answers.readLine()).isEqualTo("done");
    }

    @Test
    void a_zombie_is_pointed_out() throws Exception {
        try (Zombie zombie = Zombie.ofShell(3)) {
            int pid = zombie.pid();
            assertThat(run(new ProcCommand(), zombie.parentPid())).isZero();
            assertThat(out.toString())
                    .contains("\nchildren       1, of which 1 zombie\n"
                            + ("  pid " + pid + " ".repeat(15)).substring(0, 15)
                            + "[sh]  zombie: ended with exit code 3, and has not been waited for\n");
            assertThat(run(new ProcCommand(), pid)).isZero();
            assertThat(out.toString())
                    .startsWith("process " + pid)
                    .contains(": ended with exit code 3, and its parent has not waited for it\n")
                    .contains("\nmemory         not known: it has no memory of its own\n");
        }
    }

    @Test
    void a_process_that_has_gone_is_not_there() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        assertThat(run(new ProcCommand(), process.pid())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("ringfence proc: there is no process " + process.pid() + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    proc              | proc | Missing required parameter: 'PID'
                    proc java         | proc | "java" is no process id
                    proc --fdss 1     | proc | Unknown option: '--fdss'
                    diff /dev/null    | diff | Missing required parameter: 'B'
                    diff /dev/null /n | diff | /dev/null is not what 'ringfence proc -o' writes: expected an object but found the end, at / (line 1, column 0)
                    """)
    void a_wrong_command_line_is_told_in_one_line(String arguments, String command, String message) {
        assertThat(Commands.run(new PrintWriter(out), new PrintWriter(err), arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("ringfence " + command + ": " + message + "\nTry 'ringfence " + command + " --help'.\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_thread_is_not_taken_for_a_process() {
        int pid = (int) ProcessHandle.current().pid();
        int tid = value(TaskIds.ofThreads(Live.self())).stream()
                .filter(id -> id != pid)
                .findFirst()
                .orElseThrow();
        assertThat(run(new ProcCommand(), tid)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("ringfence proc: " + tid + " is no process but a thread of process " + pid
                        + ": ask for that\n");
    }

    @Test
    void a_kernel_thread_has_neither_program_nor_memory() {
        Reading<TaskStatus> second = TaskStatus.read(Live.process(2));
        assumeTrue(
                second.value().map(status -> status.name().equals("kthreadd")).orElse(false),
                "no kernel threads are seen from here");
        assertThat(run(new ProcCommand(), 2)).isZero();
        assertThat(out.toString())
                .startsWith("process 2      [kthreadd]\n")
                .contains("\nmemory         not known: it has no memory of its own\n");
    }
}
