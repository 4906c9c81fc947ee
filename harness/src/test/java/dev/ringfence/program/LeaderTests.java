package dev.ringfence.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.program.Layout.Clock;
import dev.ringfence.syscall.SyscallTable;
import org.junit.jupiter.api.Test;

class LeaderTests {
    private final Tracee tracee = new Tracee(42);

    @Test
    void files_of_several_threads_begin_with_the_thread() {
        assertThat(lead(new Leader(Layout.DEFAULT, true, false), 1)).isEqualTo("42    ");
    }

    @Test
    void a_terminal_tells_the_thread_as_soon_as_there_are_several() {
        Leader leader = new Leader(Layout.DEFAULT, false, true);
        assertThat(lead(leader, 1)).isEmpty();
        assertThat(lead(leader, 2)).isEqualTo("[pid    42] ");
    }

    @Test
    void times_have_the_forms_of_strace() {
        assertThat(lead(new Leader(layout(Clock.SECONDS, false), false, false), 1))
                .matches("\\d\\d:\\d\\d:\\d\\d ");
        assertThat(lead(new Leader(layout(Clock.MICROSECONDS, false), false, false), 1))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{6} ");
        assertThat(lead(new Leader(layout(Clock.EPOCH, false), false, false), 1))
                .matches("\\d{10,}\\.\\d{6} ");
        assertThat(lead(new Leader(layout(Clock.NONE, true), false, false), 1)).isEqualTo("     0.000000 ");
        assertThat(lead(new Leader(layout(Clock.SECONDS, true), false, false), 1))
                .matches("\\d\\d:\\d\\d:\\d\\d \\(\\+     0\\.000000\\) ");
    }

    @Test
    void every_line_may_tell_the_number_of_the_last_call_and_where_it_is_made() {
        Leader leader = new Leader(new Layout(40, Clock.NONE, false, false, true, true), false, false);
        assertThat(lead(leader, 1)).isEqualTo("[   0] [????????????????] ");
        tracee.call = SyscallTable.x86_64().call(39);
        tracee.instructionPointer = 0x7f00_1234_5678L;
        assertThat(lead(leader, 1)).isEqualTo("[  39] [00007f0012345678] ");
    }

    private static Layout layout(Clock clock, boolean relative) {
        return new Layout(40, clock, relative, false, false, false);
    }

    private String lead(Leader leader, int threads) {
        StringBuilder out = new StringBuilder();
        leader.append(out, tracee, threads);
        return out.toString();
    }
}
