package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Pid;
import dev.ringfence.event.Tid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackedCallsTests {
    private static final int CHILD = 4711;
    private static final long WINDOW = 1_000;
    private static final int MOST = 200;

    private final TraceeTable table = new TraceeTable();
    private final StackedCalls calls = new StackedCalls();

    @ParameterizedTest
    @CsvSource({
        "connect, -111, true",
        "unlinkat, 0, true",
        "read, 10, false",
        "futex, 0, false",
        // EPERM, EACCES and EROFS are denials; ENOENT is an answer, and a descriptor has a stack of its own.
        "openat, -1, true",
        "openat, -13, true",
        "openat, -30, true",
        "openat, -2, false",
        "openat, 5, false",
    })
    void are_those_that_rules_forbid(String name, long result, boolean expected) {
        assertThat(calls.wants(call(name), result, table, WINDOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // Only with a new limit.
        "prlimit64, 0, 7, 0x7f00, 0, true",
        "prlimit64, 0, 7, 0, 0x7f00, false",
        // MAP_SHARED, MAP_SHARED_VALIDATE; MAP_PRIVATE, with MAP_ANONYMOUS, which is no file, and with MAP_FIXED.
        "mmap, 0, 4096, 1, 0x01, true",
        "mmap, 0, 4096, 1, 0x03, true",
        "mmap, 0, 4096, 1, 0x02, false",
        "mmap, 0, 4096, 1, 0x21, false",
        "mmap, 0, 4096, 1, 0x11, false",
    })
    void are_those_that_change_what_belongs_to_the_process(
            String name, String first, String second, String third, String fourth, boolean expected) {
        PendingCall call = call(name, number(first), number(second), number(third), number(fourth), 3, 0);

        assertThat(calls.wants(call, 0, table, WINDOW)).isEqualTo(expected);
    }

    private static long number(String text) {
        return Long.decode(text);
    }

    private static PendingCall call(String name) {
        return call(name, 0, 0, 0, 0, 0, 0);
    }

    private static PendingCall call(String name, long... arguments) {
        Actor actor = new Actor(new Pid(1), new Tid(1), "main", ActorKind.TEST);
        return new PendingCall(0, actor, 0, name, arguments, null, null, null, null, List.of(), null, null);
    }

    /** A thread is started from inside of the virtual machine, a process from a native method. */
    @Test
    void are_starts_of_processes_and_not_of_threads() {
        table.addProcess(CHILD, false);

        assertThat(calls.wants(call("clone"), CHILD, table, WINDOW)).isTrue();
        assertThat(calls.wants(call("clone"), CHILD + 1, table, WINDOW)).isFalse();
        assertThat(calls.wants(call("clone"), -11, table, WINDOW)).isFalse();
    }

    @Test
    void are_the_first_of_each_name_in_a_window() {
        for (int i = 0; i < MOST; i++) {
            assertThat(calls.wants(call("connect"), 0, table, WINDOW)).isTrue();
        }

        assertThat(calls.wants(call("connect"), 0, table, WINDOW)).isFalse();
        assertThat(calls.wantsAtEntry("connect", WINDOW)).isFalse();
        assertThat(calls.wants(call("bind"), 0, table, WINDOW)).isTrue();
        assertThat(calls.wants(call("connect"), 0, table, WINDOW + 1)).isTrue();
    }

    @Test
    void are_counted_where_only_their_entry_is_seen() {
        for (int i = 0; i < MOST; i++) {
            assertThat(calls.wantsAtEntry("sendto", WINDOW)).isTrue();
        }

        assertThat(calls.wantsAtEntry("sendto", WINDOW)).isFalse();
        assertThat(calls.wantsAtEntry("read", WINDOW)).isFalse();
    }

    @Test
    void are_not_counted_where_they_are_not_wanted() {
        for (int i = 0; i < MOST; i++) {
            calls.wants(call("openat"), -2, table, WINDOW);
        }

        assertThat(calls.wants(call("openat"), -13, table, WINDOW)).isTrue();
    }
}
