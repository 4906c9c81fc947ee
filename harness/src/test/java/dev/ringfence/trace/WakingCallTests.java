package dev.ringfence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.JavaStack;
import dev.ringfence.kernelfs.proc.CurrentCall;
import dev.ringfence.trace.WakingCall.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WakingCallTests {
    private static final long MUTEX = 0x7f0000001000L;
    private static final long CONDITION = MUTEX + 80;

    @ParameterizedTest
    @CsvSource({
        // The new thread waits for the condition: FUTEX_WAIT_BITSET_PRIVATE, with and without FUTEX_CLOCK_REALTIME.
        "80, 137, 80, YES",
        "80, 393, 80, YES",
        "84, 137, 80, NO",
        // It wants the mutex: the starter signals the condition, or has let the mutex go to wait for the new thread.
        "0, 128, 80, YES",
        "0, 128, 0, NO",
        // It waits for something else.
        "4096, 128, 80, NO",
        "4096, 137, 80, NO",
        // It wakes somebody: not a wait at all.
        "0, 129, 80, NO",
    })
    void lets_the_new_thread_go_where_that_waits_for_its_monitor(
            long waitsAt, long operation, long wakesAt, Answer answer) {
        CurrentCall call = new CurrentCall.InCall(202, List.of(MUTEX + waitsAt, operation, 2L, 0L, 0L, 0L), 1, 2);

        assertThat(WakingCall.letsGo(call, MUTEX + wakesAt)).isEqualTo(answer);
    }

    @Test
    void is_not_known_before_the_new_thread_waits() {
        CurrentCall prctl = new CurrentCall.InCall(157, List.of(CONDITION, 0L, 0L, 0L, 0L, 0L), 1, 2);

        assertThat(WakingCall.letsGo(new CurrentCall.Running(), CONDITION)).isEqualTo(Answer.NOT_YET_KNOWN);
        assertThat(WakingCall.letsGo(prctl, CONDITION)).isEqualTo(Answer.NOT_YET_KNOWN);
    }

    @Test
    void a_stack_that_has_left_the_start_says_nothing() {
        StackTraceElement start0 = new StackTraceElement("java.lang.Thread", "start0", "Thread.java", -2);
        StackTraceElement start = new StackTraceElement("java.lang.Thread", "start", "Thread.java", 802);

        assertThat(WakingCall.atStart(new JavaStack.Taken(1, "main", false, List.of(start0, start))))
                .isTrue();
        assertThat(WakingCall.atStart(new JavaStack.Taken(1, "main", false, List.of(start, start0))))
                .isFalse();
        assertThat(WakingCall.atStart(new JavaStack.Taken(1, "main", false, List.of())))
                .isFalse();
        assertThat(WakingCall.atStart(new JavaStack.Absent("gone"))).isFalse();
    }
}
