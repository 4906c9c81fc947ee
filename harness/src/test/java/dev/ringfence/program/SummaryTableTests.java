package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.program.SummaryTable.Order;
import dev.ringfence.syscall.Abi;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTests {
    private static final CallCount READ =
            new CallCount(Abi.X86_64, 0, "read", 3, 0L, new CallCount.Times(6_000_000, 1_000, 5_000_000));
    private static final CallCount OPEN =
            new CallCount(Abi.X86_64, 257, "openat", 10, 4L, new CallCount.Times(2_000_000, 100_000, 900_000));

    @Test
    void has_the_columns_of_strace() {
        assertThat(of(Order.TIME, OPEN, READ)).isEqualTo("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                 75.00    0.006000        2000         3           read
                 25.00    0.002000         200        10         4 openat
                ------ ----------- ----------- --------- --------- ----------------
                100.00    0.008000         615        13         4 total
                """);
    }

    @Test
    void is_sorted_as_asked_for() {
        assertThat(names(Order.CALLS)).containsExactly("openat", "read");
        assertThat(names(Order.ERRORS)).containsExactly("openat", "read");
        assertThat(names(Order.NAME)).containsExactly("openat", "read");
        assertThat(names(Order.NOTHING)).containsExactly("read", "openat");
        assertThat(names(Order.MIN_TIME)).containsExactly("openat", "read");
        assertThat(names(Order.MAX_TIME)).containsExactly("read", "openat");
        assertThat(names(Order.AVG_TIME)).containsExactly("read", "openat");
    }

    @Test
    void each_interface_has_a_table_of_its_own() {
        CallCount foreign = new CallCount(Abi.I386, 20, "getpid", 1, 0L, new CallCount.Times(1000, 1000, 1000));
        assertThat(of(Order.TIME, READ, foreign).lines().filter(line -> line.startsWith("System")))
                .containsExactly("System call usage summary for 32 bit mode:");
    }

    @Test
    void an_order_that_is_none_is_named() {
        assertThatThrownBy(() -> Order.named("size"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"size\" is no order of a summary: it is time, min-time, max-time, avg-time, calls, errors, name"
                                + " or nothing");
    }

    @Test
    void what_is_not_known_is_a_dash_and_never_zero() {
        CallCount entries = new CallCount(Abi.X86_64, 3, "close", 5, null, null);
        assertThat(of(Order.ERRORS, entries, READ)).isEqualTo("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                     -    0.006000        2000         3           read
                     -           -           -         5         - close
                ------ ----------- ----------- --------- --------- ----------------
                     -           -           -         8         - total
                """);
    }

    @Test
    void columns_are_those_asked_for_in_their_order_and_the_name() {
        assertThat(SummaryTable.of(List.of(OPEN, READ), Order.CALLS, SummaryColumn.list("name,calls")))
                .isEqualTo("""
                        syscall              calls
                        ---------------- ---------
                        openat                  10
                        read                     3
                        ---------------- ---------
                        total                   13
                        """);
        assertThat(SummaryTable.of(List.of(OPEN, READ), Order.CALLS, SummaryColumn.list("shortest,max-time,errors")))
                .isEqualTo("""
                        shortest  longest    errors syscall
                        -------- -------- --------- ----------------
                        0.000100 0.000900         4 openat
                        0.000001 0.005000           read
                        -------- -------- --------- ----------------
                        0.000001 0.005000         4 total
                        """);
    }

    @Test
    void a_long_name_widens_its_column_as_with_strace() {
        CallCount watch = new CallCount(Abi.X86_64, 254, "inotify_add_watch", 1, 0L, CallCount.Times.NONE.plus(1000));
        assertThat(SummaryTable.of(List.of(watch), Order.CALLS, SummaryColumn.list("name,calls")))
                .startsWith("""
                        syscall                calls
                        ------------------ ---------
                        inotify_add_watch          1
                        """);
    }

    @Test
    void nothing_is_a_table_without_rows() {
        assertThat(of(Order.TIME).lines().toList()).hasSize(4).last().asString().endsWith("total");
    }

    @Test
    void columns_that_are_none_are_named() {
        assertThatThrownBy(() -> SummaryColumn.list("calls,size"))
                .hasMessage("\"size\" is no column of a summary: it is time-percent, total-time, min-time, max-time,"
                        + " avg-time, calls, errors or name");
        assertThatThrownBy(() -> SummaryColumn.list("calls,count")).hasMessage("the column \"count\" is there twice");
    }

    private static String of(Order order, CallCount... counts) {
        return SummaryTable.of(List.of(counts), order, SummaryColumn.DEFAULT);
    }

    private static List<String> names(Order order) {
        return of(order, OPEN, READ)
                .lines()
                .filter(line -> line.endsWith("read") || line.endsWith("openat"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }
}
