package dev.ringfence.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.syscall.expression.CallEnd;
import dev.ringfence.syscall.expression.CallFilter;
import dev.ringfence.syscall.expression.CannotTellException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLogTests {
    private static final String OPEN =
            call("257", "openat", "\"AT_FDCWD</tmp>\",\"\\\"etc/passwd\\\"\",\"O_RDONLY\"", "-2,\"errno\":\"ENOENT\"");
    private static final String CLOSE = call("3", "close", "\"3\"", "0");
    private static final String EXIT = "{\"event\":\"exited\",\"tid\":7,\"code\":0}\n";

    private final List<LoggedCall> calls = new ArrayList<>();

    private static String call(String number, String name, String arguments, String result) {
        return "{\"event\":\"call\",\"tid\":7,\"thread\":\"main\",\"program\":\"/usr/bin/dash\",\"executed\":\"/bin/sh\","
                + "\"start\":\"2026-01-01T00:00:00Z\",\"monotonic\":1,\"abi\":\"x86_64\",\"number\":" + number
                + ",\"name\":\"" + name + "\",\"arguments\":[" + arguments + "],\"result\":" + result
                + ",\"text\":\"x\",\"stack\":[{\"a\":1}],\"nanos\":1500}\n";
    }

    private boolean read(String log) throws IOException {
        calls.clear();
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        return TraceLog.read(new ByteArrayInputStream(bytes), true, calls::add);
    }

    @Test
    void calls_are_read_and_other_events_passed_over() throws IOException {
        assertThat(read(OPEN + EXIT + CLOSE)).isFalse();
        assertThat(calls).extracting(call -> call.call().name()).containsExactly("openat", "close");
        assertThat(calls.get(0).end()).isEqualTo(new CallEnd.Failed(2));
        assertThat(calls.get(1).end()).isEqualTo(new CallEnd.Returned());
        assertThat(calls.get(1).nanos()).isEqualTo(OptionalLong.of(1500));
    }

    @Test
    void a_call_that_did_not_return_has_no_time() throws IOException {
        read("{\"event\":\"call\",\"tid\":7,\"abi\":\"x86_64\",\"number\":231,\"name\":\"exit_group\","
                + "\"arguments\":[\"0\"],\"unfinished\":true}\n");
        assertThat(calls.get(0).end()).isEqualTo(new CallEnd.Unfinished());
        assertThat(calls.get(0).nanos()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    path=/tmp/etc/passwd | true
                    path=etc/*           | true
                    path=/etc/passwd     | false
                    thread=main          | true
                    thread=7             | true
                    program=sh           | true
                    program=/usr/bin/*   | true
                    program=bash         | false
                    fds=3                | false
                    errno=ENOENT         | true
                    """)
    void what_a_line_says_can_be_asked(String expression, boolean holds) throws IOException {
        read(OPEN);
        assertThat(CallFilter.parse(expression).holds(calls.get(0))).isEqualTo(holds);
    }

    @Test
    void descriptors_are_read_from_arrays_sets_and_ranges() throws IOException {
        read(call("7", "poll", "\"[{fd=3, events=POLLIN}, {fd=4, events=POLLIN}]\",\"2\",\"0\"", "0")
                + call("23", "select", "\"6\",\"[5]\",\"NULL\",\"NULL\",\"NULL\"", "0")
                + call("436", "close_range", "\"7\",\"4294967295\",\"0\"", "0"));
        assertThat(withFds("4")).containsExactly("poll");
        assertThat(withFds("5")).containsExactly("select");
        assertThat(withFds("700")).containsExactly("close_range");
        assertThat(withFds("6")).isEmpty();
    }

    private List<String> withFds(String fds) {
        CallFilter filter = CallFilter.parse("fds=" + fds);
        return calls.stream()
                .filter(filter::holds)
                .map(call -> call.call().name())
                .toList();
    }

    @Test
    void what_a_line_does_not_say_cannot_be_told() throws IOException {
        read(CLOSE);
        assertThatThrownBy(() -> CallFilter.parse("path=/etc/*").holds(calls.get(0)))
                .isInstanceOf(CannotTellException.class)
                .hasMessage("cannot tell: what descriptor 3 is that thread 7 gives to close; trace with -y");

        read(call("257", "openat", "\"AT_FDCWD\",\"\\\"passwd\\\"\",\"O_RDONLY\"", "3"));
        assertThat(CallFilter.parse("path=passwd").holds(calls.get(0))).isTrue();
        assertThatThrownBy(() -> CallFilter.parse("path=/etc/*").holds(calls.get(0)))
                .hasMessage("cannot tell: where passwd is, which openat of thread 7 names: the log does not have its"
                        + " directory; trace with -y");

        read(call("7", "poll", "\"[{fd=3, events=POLLIN}, ...]\",\"40\",\"0\"", "0"));
        assertThatThrownBy(() -> CallFilter.parse("fds=4").holds(calls.get(0)))
                .hasMessageStartingWith("cannot tell: which descriptors poll of thread 7 takes");

        read(CLOSE.replace("\"thread\":\"main\",", "")
                .replace("\"program\":\"/usr/bin/dash\",\"executed\":\"/bin/sh\",", ""));
        assertThatThrownBy(() -> CallFilter.parse("thread=main").holds(calls.get(0)))
                .hasMessage("cannot tell: the name of thread 7, which the log does not have");
        assertThatThrownBy(() -> CallFilter.parse("program=sh").holds(calls.get(0)))
                .hasMessage("cannot tell: which program thread 7 executes, which the log does not have");
    }

    @Test
    void a_descriptor_that_was_not_open_is_of_no_path() throws IOException {
        read(call("3", "close", "\"3\"", "-9,\"errno\":\"EBADF\""));
        assertThat(CallFilter.parse("path=/etc/*").holds(calls.get(0))).isFalse();
    }

    @Test
    void wherever_a_log_was_cut_the_rest_is_read() throws IOException {
        String log = CLOSE + OPEN.replace("etc/passwd", "etc/\u00e9");
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        int first = CLOSE.getBytes(StandardCharsets.UTF_8).length;
        for (int length = first + 1; length < bytes.length - 1; length++) {
            calls.clear();
            boolean cut = TraceLog.read(new ByteArrayInputStream(bytes, 0, length), true, calls::add);
            assertThat(cut).as("cut behind %s bytes", length).isTrue();
            assertThat(calls).hasSize(1);
        }
        assertThat(TraceLog.read(new ByteArrayInputStream(bytes, 0, bytes.length - 1), true, calls::add))
                .as("without the last line feed alone")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[]", "{\"event\":\"call\",\"tid\":7}", "{\"tid\":7}", "", "{\"event\":7}"})
    void any_other_line_is_named_with_its_number(String line) {
        assertThatThrownBy(() -> read(CLOSE + line + "\n" + CLOSE))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @Test
    void a_number_that_is_not_known_here_has_the_name_of_the_log() throws IOException {
        read(call("9999", "newcall", "", "0"));
        assertThat(calls.get(0).call().name()).isEqualTo("newcall");
    }
}
