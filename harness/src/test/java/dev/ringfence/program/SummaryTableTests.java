package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.program.SummaryTable.Order;
import dev.ringfence.syscall.Abi;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTests {
    private static final CallCount READ = new CallCount(Abi.X86_64, 0, "read", 3, 0, 6_000_000, 1_000, 5_000_000);
    private static final CallCount OPEN = new CallCount(Abi.X86_64, 257, "openat", 10, 4, 2_000_000, 100_000, 900_000);

    @Test
    void has_the_columns_of_strace() {
        assertThat(SummaryTable.of(List.of(OPEN, READ), Order.TIME)).isEqualTo("""
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
        CallCount foreign = new CallCount(Abi.I386, 20, "getpid", 1, 0, 1000, 1000, 1000);
        assertThat(SummaryTable.of(List.of(READ, foreign), Order.TIME)
                        .lines()
                        .filter(line -> line.startsWith("System")))
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

    private static List<String> names(Order order) {
        return SummaryTable.of(List.of(OPEN, READ), order)
                .lines()
                .filter(line -> line.endsWith("read") || line.endsWith("openat"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }
}
