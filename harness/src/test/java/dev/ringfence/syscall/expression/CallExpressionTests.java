package dev.ringfence.syscall.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.syscall.expression.CallFacts.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallExpressionTests {
    private static final FakeCall READ = FakeCall.of("read");
    private static final FakeCall MISSING = FakeCall.of("openat").ending(new CallEnd.Failed(2));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    read            | true
                    trace=read      | true
                    t=!read         | false
                    %desc           | true
                    /^re            | true
                    /^re[a=]d       | true
                    trace=none      | false
                    """)
    void calls_are_selected_as_everywhere(String expression, boolean holds) {
        assertThat(CallExpression.parse(expression).holds(READ)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    status=failed            | true
                    status=successful,failed | true
                    status=!failed           | false
                    status=none              | false
                    errno=ENOENT             | true
                    errno=2                  | true
                    errno=EACCES,ENOENT      | true
                    errno=EACCES             | false
                    errno=!EACCES            | true
                    errno=!ENOENT            | false
                    errno=all                | true
                    errno=none               | false
                    """)
    void ends_are_told_by_status_and_error(String expression, boolean holds) {
        assertThat(CallExpression.parse(expression).holds(MISSING)).isEqualTo(holds);
    }

    @Test
    void a_call_that_succeeded_has_no_error_whatever_is_excluded() {
        assertThat(CallExpression.parse("errno=!ENOENT").holds(READ)).isFalse();
        assertThat(CallExpression.parse("errno=all").holds(READ)).isFalse();
    }

    @Test
    void second_names_of_errors_are_known() {
        FakeCall full = READ.ending(new CallEnd.Failed(11));
        assertThat(CallExpression.parse("errno=EWOULDBLOCK").holds(full)).isTrue();
        assertThat(CallExpression.parse("errno=EAGAIN").holds(full)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    fds=3        | true
                    fd=0,3       | true
                    trace-fds=4  | false
                    fds=!3       | true
                    fds=!3,5     | false
                    fds=all      | true
                    """)
    void descriptors_are_those_that_a_call_takes(String expression, boolean holds) {
        assertThat(CallExpression.parse(expression).holds(READ.taking(3, 5))).isEqualTo(holds);
    }

    @Test
    void a_call_without_descriptors_takes_no_other_one_either() {
        assertThat(CallExpression.parse("fds=!3").holds(READ)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    path=/etc/**          | true
                    path=/usr/**          | true
                    path=*.so             | true
                    path=/var/*           | false
                    path=!/var/*          | true
                    path=!/usr/**         | false
                    path=!/etc/**,/usr/** | false
                    """)
    void paths_are_those_that_a_call_is_about(String expression, boolean holds) {
        assertThat(CallExpression.parse(expression).holds(READ.about("/etc/passwd", "/usr/lib/a.so")))
                .isEqualTo(holds);
    }

    @Test
    void a_call_that_is_about_no_path_is_not_about_another_one() {
        assertThat(CallExpression.parse("path=!/etc/**").holds(READ)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    thread=main    | true
                    thread=m*      | true
                    thread=4711    | true
                    thread=47*     | false
                    thread=!main   | false
                    thread=!4712   | true
                    program=git    | true
                    program=g?t    | true
                    program=/usr/bin/git | true
                    program=/usr/bin/*   | true
                    program=bin/git      | true
                    program=/bin/git     | false
                    program=!git,sh      | false
                    program=!sh          | true
                    """)
    void who_made_a_call_is_told_by_thread_and_program(String expression, boolean holds) {
        assertThat(CallExpression.parse(expression).holds(READ)).isEqualTo(holds);
    }

    @Test
    void any_name_of_a_program_is_enough() {
        FakeCall shell = READ.executing(FakeCall.program("/usr/bin/dash"), FakeCall.program("/bin/sh"));
        assertThat(CallExpression.parse("program=sh").holds(shell)).isTrue();
        assertThat(CallExpression.parse("program=dash").holds(shell)).isTrue();
        assertThat(CallExpression.parse("program=!sh").holds(shell)).isFalse();
    }

    @Test
    void the_directory_of_a_program_that_is_known_by_its_name_cannot_be_told() {
        FakeCall java = READ.executing(new Program("java", true));
        assertThat(CallExpression.parse("program=java").holds(java)).isTrue();
        assertThat(CallExpression.parse("program=/usr/bin/git").holds(java)).isFalse();
        assertThatThrownBy(() -> CallExpression.parse("program=/usr/bin/java").holds(java))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "cannot tell: the program java is known by its name alone, and program=/usr/bin/java asks for"
                                + " its directory");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    fault=all      | fault=all: "fault" is not known; it is trace, status, errno, fds, path, thread or program
                    errno=ENOEN    | errno=ENOEN: "ENOEN" is no error; did you mean "ENOENT" or "ENOANO" or "ENODEV"?
                    errno=         | errno=: "" is no error
                    errno=2x       | errno=2x: "2x" is no number
                    status=odd     | status=odd: "odd" is none of detached, failed, successful, unavailable, unfinished
                    fds=-1         | fds=-1: "-1" is no number
                    fds=3,         | fds=3,: "" is no number
                    path=          | path=: a path is missing
                    thread=a,,b    | thread=a,,b: a thread is missing
                    program=       | program=: a program is missing
                    opem           | opem: "opem" is neither a system call nor a family of system calls; did you mean "open" or "ioperm" or "opens"?
                    """)
    void what_is_not_understood_is_said(String expression, String message) {
        assertThatThrownBy(() -> CallExpression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_filter_asks_last_what_is_least_known() {
        FakeCall stranger = READ.executing(new Program("java", true));
        CallFilter filter = CallFilter.parse("program=/usr/bin/java", "trace=openat");
        assertThat(filter.holds(stranger)).isFalse();
        assertThat(CallFilter.parse().holds(stranger)).isTrue();
        assertThat(CallFilter.parse("read", "status=failed").holds(READ)).isFalse();
    }
}
