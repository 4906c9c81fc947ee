package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.environment.Doctor;
import dev.ringfence.syscall.SyscallTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

class SyscallsCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void prints_the_whole_table_as_ausyscall_does() {
        assertThat(run("--abi", "x86_64")).isZero();
        assertThat(out.toString())
                .startsWith("Using x86_64 syscall table:\n0\tread\n1\twrite\n2\topen\n")
                .endsWith("\n468\tfile_getattr\n469\tfile_setattr\n");
        assertThat(out.toString().lines())
                .hasSize(1 + SyscallTable.x86_64().names().size());
    }

    @Test
    void prints_all_that_is_known_of_one_call() {
        assertThat(run("--abi", "x86_64", "socketpair")).isZero();
        assertThat(lines())
                .contains(
                        "number       53 (0x35) on x86_64",
                        "name         socketpair",
                        "categories   %network",
                        "family       sockets: socket, socketpair",
                        "descriptors  makes two: in the array that argument 4 points to (socket)")
                .hasSize(6)
                .element(2)
                .asString()
                .startsWith("signature    ");
    }

    @Test
    void finds_a_call_by_its_number_and_says_what_it_does_not_have() {
        assertThat(run("--abi", "i386", "0x2c")).isZero();
        assertThat(lines())
                .containsExactly(
                        "number       44 (0x2c) on i386",
                        "name         prof",
                        "signature    not known",
                        "categories   none",
                        "family       none",
                        "descriptors  leaves it as it is");
    }

    @Test
    void prints_several_calls_as_a_table() {
        assertThat(run("--abi", "aarch64", "%%stat", "!statx")).isZero();
        assertThat(out.toString()).isEqualTo("Using aarch64 syscall table:\n79\tnewfstatat\n80\tfstat\n");
        out.getBuffer().setLength(0);
        assertThat(run("--abi", "x32", "execve,/^pwritev2$")).isZero();
        assertThat(out.toString()).isEqualTo("Using x32 syscall table:\n1073742344\texecve\n1073742371\tpwritev2\n");
    }

    @Test
    void prints_json() {
        assertThat(run("--abi", "i386", "--json", "prof,pipe")).isZero();
        assertThat(out.toString().replaceAll(", \"result\".*?\\]", "")).isEqualTo("""
                {
                  "abi": "i386",
                  "syscalls": [
                    {"number": 42, "name": "pipe", "categories": ["desc"], "family": "pipes", "descriptors": "makes two: in the array that argument 1 points to (pipe)"},
                    {"number": 44, "name": "prof", "categories": [], "descriptors": "leaves it as it is"}
                  ]
                }
                """);
    }

    @Test
    void refuses_what_does_not_exist() {
        assertThat(run("--abi", "x86_64", "opnat")).isEqualTo(1);
        assertThat(err)
                .hasToString("ringfence syscalls: \"opnat\" is neither a system call nor a family of system calls;"
                        + " did you mean \"openat\" or \"openat2\"?" + System.lineSeparator());
        err.getBuffer().setLength(0);
        assertThat(run("--abi", "amd64", "open")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("\"amd64\" is not an ABI; known are x86_64, aarch64, i386, x32")
                .contains("Usage: ringfence syscalls");
        err.getBuffer().setLength(0);
        assertThat(run("--jason")).isEqualTo(2);
        assertThat(err.toString()).contains("--jason");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helps_with_the_language_exit_codes_and_examples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "Usage: ringfence syscalls [-hV] [--json] [--abi=ABI] [CALLS...]",
                        "  %file         a category of strace: %file %desc %process %network (%net)\n",
                        "  %file,!stat   with ! further back: without what this term names",
                        "Exit codes:",
                        "   1   no such call",
                        "  ringfence syscalls '%network,!socketpair'")
                .doesNotContain("%%file", "%%network");
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private int run(String... arguments) {
        return Commands.commandLine(new DoctorCommand(() -> new Doctor(List.of())))
                .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("syscalls"), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
