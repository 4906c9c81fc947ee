package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.program.Quiet;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.expression.CallExpression;
import dev.ringfence.syscall.expression.CallExpression.OfEnd;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    -f                       | a command is missing, or -p with a process
                    -p 1 true                | -p and a command exclude each other
                    --for 1s true            | --for goes with -p: a command is traced to its end
                    -u root -p 1             | -u and -E change how a command starts, and with -p there is none
                    -p x                     | -p x: expected process ids
                    -p 1 --for soon          | --for soon: expected a time such as 10s, 500ms or 2m
                    -z -Z true               | -z and -Z exclude each other
                    -c -C true               | -c and -C exclude each other
                    -c -k true               | -k shows frames below lines, and -c writes none
                    -c --json true           | --json excludes -c and -C
                    -a -1 true               | column must not be negative but was -1
                    -s -1 true               | stringLimit must not be negative but was -1
                    -S size -c true          | "size" is no order of a summary: it is time, min-time, max-time, avg-time, calls, errors, name or nothing
                    -e fault=all true        | -e fault=all: "fault" is not known; it is trace, status, errno, fds, path, thread, program, signal, quiet or abbrev
                    -e errno=ENOENTT true    | -e errno=ENOENTT: "ENOENTT" is no error; did you mean "ENOENT" or "ENONET"?
                    -e opem true             | -e opem: "opem" is neither a system call nor a family of system calls; did you mean "open" or "ioperm" or "opens"?
                    --trace-fds=x true       | -e trace-fds=x: "x" is no number
                    -z -e errno=ENOENT true  | -e errno=SET shows calls that failed, which -z or -e status=SET excludes
                    -e status=unfinished -e errno=2 true | -e errno=SET shows calls that failed, which -z or -e status=SET excludes
                    -w true                  | -w is about the table of -c and -C
                    -A true                  | -A appends to the file of -o, which is missing
                    -A -o !cat true          | -A appends to a file, and -o !cat is a command
                    -c -U size true          | "size" is no column of a summary: it is time-percent, total-time, min-time, max-time, avg-time, calls, errors or name
                    -O 5 true                | Unknown option: '-O', which strace has and this has not
                    -I2 true                 | Unknown option: '-I2', which strace has and this has not
                    --colour true            | Unknown option: '--colour'
                    -e signal=SIGFOO true    | -e signal=SIGFOO: "SIGFOO" is no signal
                    -e status=odd true       | -e status=odd: "odd" is none of detached, failed, successful, unavailable, unfinished
                    -e abbrev=read true      | -e abbrev=read: only all and none are known
                    --seccomp-bpf true       | --seccomp-bpf needs -f and a command: the filter stays with all that the program starts, and calls of those that nobody traced would fail
                    """)
    void a_wrong_command_line_is_told_in_one_line(String arguments, String message) {
        assertThat(run(words(arguments))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("ringfence trace: " + message + System.lineSeparator() + "Try 'ringfence trace --help'."
                        + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_has_the_letters_of_strace() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("  -")).map(line -> line.substring(0, 4)))
                .contains(
                        "  -f", "  -o", "  -e", "  -c", "  -C", "  -S", "  -T", "  -t", "  -r", "  -s", "  -v", "  -y")
                .contains("  -P", "  -z", "  -Z", "  -p", "  -u", "  -E", "  -q", "  -a", "  -n", "  -i", "  -k")
                .contains("  -A", "  -U", "  -w", "  -x", "  -h", "  -V");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void the_last_expression_about_the_same_counts() {
        TraceExpressions parsed = parse("trace=read", "t=close", "signal=!INT,SIGTERM", "status=failed", "abbrev=none");
        assertThat(parsed.calls().contains(SyscallTable.x86_64().find("close").orElseThrow()))
                .isTrue();
        assertThat(parsed.calls().contains(SyscallTable.x86_64().find("read").orElseThrow()))
                .isFalse();
        assertThat(parsed.filters()).isTrue();
        assertThat(parsed.statuses().expressions()).containsExactly((OfEnd) CallExpression.parse("status=failed"));
        assertThat(parsed.abbreviates()).isFalse();
    }

    @Test
    void conditions_are_kept_apart_from_what_only_the_end_tells() {
        TraceExpressions parsed = parse("fds=3", "errno=!ENOENT", "fds=4", "status=failed");
        assertThat(parsed.conditions(List.of()).expressions()).containsExactly(CallExpression.parse("fds=4"));
        assertThat(parsed.statuses().expressions())
                .containsExactly(
                        (OfEnd) CallExpression.parse("errno=!ENOENT"), (OfEnd) CallExpression.parse("status=failed"));
        assertThat(parsed.filters()).isFalse();
    }

    @Test
    void signals_have_their_names_with_and_without_sig() {
        assertThat(parse("signal=INT,SIGTERM").signals().numbers()).containsExactlyInAnyOrder(2, 15);
        assertThat(parse("signal=!INT").signals().complement()).isTrue();
        assertThat(parse("signal=none").signals().numbers()).isEmpty();
    }

    @Test
    void silence_is_asked_for_by_name_too() {
        assertThat(parse("quiet=attach,exit").quiet()).isEqualTo(new Quiet(true, false, false, true));
        assertThat(parse("quiet=!exit").quiet()).isEqualTo(new Quiet(true, true, true, false));
        assertThat(parse("quiet=all").quiet()).isEqualTo(Quiet.level(3));
        assertThat(parse().quiet()).isEqualTo(Quiet.level(0));
    }

    @Test
    void numbers_and_times_are_read() {
        assertThat(TraceNumbers.pids(List.of("1,2", "3 4"))).containsExactly(1, 2, 3, 4);
        assertThat(TraceNumbers.duration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(TraceNumbers.duration("10")).isEqualTo(Duration.ofSeconds(10));
        assertThat(TraceNumbers.duration("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThatThrownBy(() -> TraceNumbers.duration("99999999999999999999s"))
                .hasMessage("--for 99999999999999999999s: expected a time such as 10s, 500ms or 2m");
    }

    private static TraceExpressions parse(String... expressions) {
        return TraceExpressions.parse(List.of(expressions), Quiet.level(0));
    }

    private static String[] words(String line) {
        return line.split(" ", -1);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "trace";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
