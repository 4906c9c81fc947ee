package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command on programs whose calls are known. What it writes about single calls is held against strace elsewhere. */
@Tag("traced")
@Tag("tools")
class ProgramTraceLinuxTests {
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

    // --- The traps of ptrace(2) ---

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
        "interrupted-call, 51",
        "killed, 137"
    })
    void a_program_ends_as_it_does_alone(String mode, int code) throws Exception {
        assertThat(TraceProgram.run(directory, "-f", "-o", "log", rare, mode).code())
                .isEqualTo(code);
        List<String> log = TraceProgram.log(directory, "log");
        assertThat(log).first().asString().matches("execve\\(\".*\", .*\\) += 0");
        assertThat(log).last().asString().matches("\\+\\+\\+ (exited with \\d+|killed by SIG[A-Z]+.*) \\+\\+\\+");
    }

    @Test
    void a_thread_that_executes_a_program_supersedes_its_leader() throws Exception {
        TraceProgram.run(directory, "-f", "-o", "log", rare, "exec-from-thread");
        assertThat(TraceProgram.log(directory, "log"))
                .filteredOn(line -> line.matches("\\+\\+\\+ superseded by execve in pid \\d+ \\+\\+\\+"))
                .hasSize(1);
        assertThat(TraceProgram.log(directory, "log"))
                .containsSubsequence("<... execve resumed>)             = 0", "+++ exited with 41 +++");
    }

    @Test
    void a_stop_of_the_whole_process_ends_and_its_sleep_goes_on() throws Exception {
        assertThat(TraceProgram.run(directory, "-f", "-o", "log", known, "stopped-sleep")
                        .code())
                .isEqualTo(8);
        List<String> log = TraceProgram.log(directory, "log");
        assertThat(log).contains("--- stopped by SIGSTOP ---");
        assertThat(log)
                .filteredOn(line -> line.startsWith("restart_syscall(<... resuming interrupted clock_nanosleep ...>"))
                .isNotEmpty();
    }

    @Test
    void all_of_two_thousand_threads_are_followed_to_their_ends() throws Exception {
        assertThat(TraceProgram.run(directory, "-f", "-o", "log", known, "threads", "2000")
                        .code())
                .isEqualTo(5);
        assertThat(TraceProgram.log(directory, "log"))
                .filteredOn("+++ exited with 0 +++"::equals)
                .hasSize(2000);
    }

    @Test
    void children_may_be_killed_at_any_moment() throws Exception {
        assertThat(TraceProgram.run(directory, "-f", "-o", "log", known, "killed-at-any-moment", "100")
                        .code())
                .isEqualTo(9);
        assertThat(TraceProgram.log(directory, "log"))
                .filteredOn("+++ killed by SIGKILL +++"::equals)
                .hasSize(100);
    }

    // --- Counts ---

    @Test
    void counts_are_exact() throws Exception {
        assertThat(TraceProgram.run(directory, "-c", "-f", "-S", "calls", "-o", "log", known, "calls", "1000")
                        .code())
                .isEqualTo(7);
        assertThat(TraceProgram.log(directory, "log"))
                .anyMatch(line -> line.matches(".* 1000 +getppid"))
                .anyMatch(line -> line.matches(".* 50\\d +500 close"));
    }

    @ParameterizedTest
    @CsvSource({"--seccomp-bpf", "--no-seccomp-bpf"})
    void a_filter_in_the_kernel_shows_what_one_here_does(String where) throws Exception {
        assertThat(TraceProgram.run(
                                directory,
                                "-f",
                                where,
                                "-e",
                                "trace=getppid,wait4",
                                "-o",
                                "log",
                                known,
                                "children",
                                "50")
                        .code())
                .isEqualTo(6);
        List<String> log = TraceProgram.log(directory, "log");
        assertThat(log)
                .filteredOn(line -> line.matches("wait4\\(.*|<\\.\\.\\. wait4.*"))
                .hasSizeGreaterThanOrEqualTo(50);
        assertThat(log)
                .filteredOn(line -> line.matches("(execve|exit_group|clone|mmap|write)\\(.*"))
                .isEmpty();
    }

    // --- Forms ---

    @Test
    void each_thread_writes_to_a_file_of_its_own() throws Exception {
        TraceProgram.run(directory, "-ff", "-o", "log", known, "children", "3");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("log\\.\\d+")))
                    .hasSize(4);
        }
    }

    @Test
    void only_failed_calls_are_shown_where_that_was_asked_for() throws Exception {
        TraceProgram.run(directory, "-Z", "-e", "trace=close", "-o", "log", known, "calls", "4");
        assertThat(TraceProgram.log(directory, "log"))
                .containsExactly(
                        "close(-1)                               = -1 EBADF (Bad file descriptor)",
                        "close(-1)                               = -1 EBADF (Bad file descriptor)",
                        "+++ exited with 7 +++");
    }

    @Test
    void events_are_json_objects_line_by_line() throws Exception {
        TraceProgram.run(directory, "--json", "-e", "trace=close", "-Z", "-o", "log", known, "calls", "2");
        assertThat(TraceProgram.log(directory, "log"))
                .last()
                .asString()
                .matches("\\{\"event\":\"exited\",\"tid\":\\d+,\"code\":7}");
        assertThat(TraceProgram.log(directory, "log"))
                .filteredOn(line -> line.contains("\"event\":\"call\""))
                .hasSize(1)
                .anyMatch(line -> line.matches("\\{\"event\":\"call\",\"tid\":\\d+,.*\"name\":\"close\","
                        + "\"arguments\":\\[\"-1\"],\"result\":-9,\"errno\":\"EBADF\",.*\"nanos\":\\d+}"));
    }

    @Test
    void a_program_that_cannot_be_executed_is_shown_with_its_error() throws Exception {
        Path file = Files.writeString(directory.resolve("not-a-program"), "text");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        TraceProgram.Outcome outcome = TraceProgram.run(directory, "-o", "log", "./not-a-program");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("ringfence: \"./not-a-program\" could not be executed: ENOEXEC\n");
        assertThat(TraceProgram.log(directory, "log"))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("= -1 ENOEXEC (Exec format error)");
    }

    @Test
    void what_is_behind_the_name_of_the_program_is_the_programs() throws Exception {
        Files.writeString(directory.resolve("file"), "one two");
        TraceProgram.Outcome outcome = TraceProgram.run(
                directory, "-o", "log", "-E", "NAME=\u00e9", "sh", "-c", "echo $NAME $*", "sh", "@file", "-o", "--");
        assertThat(outcome.out()).isEqualTo("\u00e9 @file -o --\n");
    }

    @Test
    void descriptors_of_the_tracer_are_not_those_of_the_program() throws Exception {
        // The fourth one is the directory that is listed.
        assertThat(TraceProgram.run(directory, "-o", "log", "ls", "/proc/self/fd")
                        .out())
                .isEqualTo("0\n1\n2\n3\n");
    }

    @Test
    void the_name_of_a_program_is_bytes() throws Exception {
        Path script = Files.writeString(
                directory.resolve("script"),
                "printf '#!/bin/sh\\nexit 3\\n' > \"$(printf 'odd\\377')\"\n" + "chmod +x odd*; exec \"$@\" ./odd*");
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(TraceProgram.command(List.of("-o", "log")));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void a_program_that_is_not_there_is_named() throws Exception {
        TraceProgram.Outcome outcome = TraceProgram.run(directory, "./nowhere");
        assertThat(outcome.err()).isEqualTo("ringfence: \"./nowhere\" does not exist\n");
        assertThat(outcome.code()).isEqualTo(1);
    }
}
