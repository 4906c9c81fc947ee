package dev.ringfence.recording.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.FdEffect;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.Scope;
import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.ObservedSet;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.testing.Calls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTextTests {
    private final Calls calls = new Calls();

    private String call(String name, Outcome outcome, Long... arguments) {
        return EventText.what(calls.call(name, outcome, new FdEffect.None(), arguments));
    }

    @Test
    void events_are_aligned_lines() {
        Pid child = Calls.CHILD.process();
        assertThat(EventText.lines(
                        List.of(
                                calls.open(41, "/tmp/a b\n\"c\""),
                                calls.by(Calls.POOL).openFails("/nope", 2),
                                new ProcessStarted(3, 12_345_678, Calls.TEST, child, Scope.TEST),
                                new ProgramExecuted(
                                        4,
                                        13_000_000,
                                        child,
                                        "/bin/sleep",
                                        List.of("sleep", "5"),
                                        List.of(),
                                        Scope.TEST),
                                calls.by(Calls.CHILD).pipe(3, 4),
                                new ProcessEnded(6, 14_000_000, child, "exited with code 3")),
                        0))
                .containsExactly(
                        " 0.001 ms  \"main\" (tid 4712)             openat(\"/tmp/a b\\n\\\"c\\\"\", O_RDONLY) = 41",
                        " 0.002 ms  \"pool-1-thread-2\" (tid 4720)  openat(\"/nope\", O_RDONLY) = -1 ENOENT",
                        "12.346 ms  \"main\" (tid 4712)             started process 4800",
                        "13.000 ms  process 4800                  executed \"/bin/sleep\" [\"sleep\", \"5\"]",
                        " 0.003 ms  \"sleep\" (pid 4800)            pipe2(0) = 0 [3, 4]",
                        "14.000 ms  process 4800                  exited with code 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 ; O_RDONLY",
                "02000101 ; O_WRONLY|O_CREAT|O_CLOEXEC, 0644",
                "0302 ; O_RDWR|O_CREAT|O_EXCL, 0644",
                "04010001 ; O_WRONLY|O_SYNC",
                "010001 ; O_WRONLY|O_DSYNC",
                "020200002 ; O_RDWR|O_TMPFILE, 0644",
                "02200000 ; O_RDONLY|O_DIRECTORY|O_CLOEXEC",
                "040000000000 ; O_RDONLY|0x100000000"
            })
    void open_flags_have_their_names(String octal, String text) {
        // Flags are an int: a bit above it is garbage in the register and is not shown.
        String expected = text.replace("|0x100000000", "");
        long flags = Long.parseLong(octal, 8);
        assertThat(call("open", new Outcome.Returned(3), 0x7000L, flags, 0644L))
                .isEqualTo("open(0x7000, " + expected + ") = 3");
    }

    @Test
    void results_are_shown_as_far_as_they_were_watched() {
        assertThat(call("close", new Outcome.EntryOnly(), 7L)).isEqualTo("close(7)");
        assertThat(call("exit_group", new Outcome.NeverReturned(), 3L)).isEqualTo("exit_group(3) = ?");
        assertThat(call("fsync", new Outcome.Failed(Errnos.of(5)), 7L)).isEqualTo("fsync(7) = -1 EIO");
    }

    @Test
    void arguments_are_shown_by_their_kind() {
        assertThat(EventText.what(calls.connect(5, "127.0.0.1:8080"))).isEqualTo("connect(5, 127.0.0.1:8080) = 0");
        assertThat(call("socket", new Outcome.Returned(5), 10L, 02004001L, 0L))
                .isEqualTo("socket(AF_INET6, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, 0) = 5");
        assertThat(call("fcntl", new Outcome.Returned(9), 5L, 1030L, 3L)).isEqualTo("fcntl(5, F_DUPFD_CLOEXEC, 3) = 9");
        assertThat(call("close_range", new Outcome.EntryOnly(), 3L, 0xffffffffL, 0L))
                .isEqualTo("close_range(3, ~0, 0)");
        assertThat(call("kill", new Outcome.Returned(0), 0xffffffffL, 15L)).isEqualTo("kill(-1, 15) = 0");
        assertThat(call("newfstatat", new Outcome.Returned(0), 0xffffff9cL, 0x10L, 0L, 0x100L))
                .isEqualTo("newfstatat(AT_FDCWD, 0x10, 0x100) = 0");
    }

    @Test
    void a_file_is_shown_where_a_symbolic_link_led_to_it() {
        assertThat(EventText.what(calls.open(5, "/tmp/link", "/etc/passwd")))
                .isEqualTo("openat(\"/tmp/link\", O_RDONLY) = 5</etc/passwd>");
        assertThat(EventText.what(calls.open(5, "/etc/passwd", "/etc/passwd")))
                .isEqualTo("openat(\"/etc/passwd\", O_RDONLY) = 5");
    }

    @Test
    void a_call_without_a_shape_shows_its_registers() {
        assertThat(call("keyctl", new Outcome.Returned(0), 11L, 0L, 0xffL)).isEqualTo("keyctl(0xb, 0, 0xff) = 0");
        assertThat(call("getpid", new Outcome.EntryOnly())).isEqualTo("getpid()");
    }

    @Test
    void what_is_not_judged_is_labelled() {
        assertThat(EventText.what(calls.in(Scope.CLASS_LOADING).close(5))).isEqualTo("close(5) = 0  (class loading)");
        assertThat(EventText.what(calls.in(Scope.RUNTIME).close(5))).endsWith("  (runtime)");
        assertThat(EventText.what(calls.in(Scope.HARNESS).close(5))).endsWith("  (harness)");
    }

    @Test
    void shapes_are_of_calls_that_exist_and_can_be_rendered() {
        assertThat(ArgumentText.shapes()).hasSizeGreaterThan(80);
        ArgumentText.shapes().forEach((name, shape) -> {
            assertThat(SyscallTable.x86_64().number(name)).as(name).isPresent();
            assertThat(call(name, new Outcome.EntryOnly(), 1L, 2L, 3L, 4L, 5L, 6L))
                    .startsWith(name + "(");
        });
    }

    @Test
    void most_calls_that_are_watched_have_a_shape() {
        assertThat(ObservedSet.defaults())
                .filteredOn(name -> !ArgumentText.shapes().containsKey(name))
                .containsExactlyInAnyOrder("fsmount", "move_mount", "mount_setattr", "prlimit64", "setrlimit");
    }
}
