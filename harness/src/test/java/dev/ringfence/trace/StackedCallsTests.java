package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(calls.wants(name, result, table, WINDOW)).isEqualTo(expected);
    }

    /** A thread is started from inside of the virtual machine, a process from a native method. */
    @Test
    void are_starts_of_processes_and_not_of_threads() {
        table.addProcess(CHILD, false);

        assertThat(calls.wants("clone", CHILD, table, WINDOW)).isTrue();
        assertThat(calls.wants("clone", CHILD + 1, table, WINDOW)).isFalse();
        assertThat(calls.wants("clone", -11, table, WINDOW)).isFalse();
    }

    @Test
    void are_the_first_of_each_name_in_a_window() {
        for (int i = 0; i < MOST; i++) {
            assertThat(calls.wants("connect", 0, table, WINDOW)).isTrue();
        }

        assertThat(calls.wants("connect", 0, table, WINDOW)).isFalse();
        assertThat(calls.wantsAtEntry("connect", WINDOW)).isFalse();
        assertThat(calls.wants("bind", 0, table, WINDOW)).isTrue();
        assertThat(calls.wants("connect", 0, table, WINDOW + 1)).isTrue();
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
            calls.wants("openat", -2, table, WINDOW);
        }

        assertThat(calls.wants("openat", -13, table, WINDOW)).isTrue();
    }
}
