package dev.ringfence.trace.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.trace.stop.Stop.CloneKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw statuses as waitpid(2) returns them: exit code or signal in the low bytes, ptrace event above. */
class WaitStatusTests {

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(0x0000, new Stop.Exited(0)),
                Arguments.of(0x0300, new Stop.Exited(3)),
                Arguments.of(0xff00, new Stop.Exited(255)),
                Arguments.of(0x0009, new Stop.Killed(9)),
                // 0x80 says that a core was dumped.
                Arguments.of(0x008b, new Stop.Killed(11)),
                Arguments.of(0x857f, new Stop.Syscall()),
                Arguments.of(0x057f, new Stop.Signal(5)),
                Arguments.of(0x0b7f, new Stop.Signal(11)),
                Arguments.of(0x137f, new Stop.Signal(19)),
                Arguments.of(0x1057f, new Stop.Cloned(CloneKind.FORK)),
                Arguments.of(0x2057f, new Stop.Cloned(CloneKind.VFORK)),
                Arguments.of(0x3057f, new Stop.Cloned(CloneKind.CLONE)),
                Arguments.of(0x4057f, new Stop.Executed()),
                Arguments.of(0x6057f, new Stop.Exiting()),
                Arguments.of(0x7057f, new Stop.Seccomp()),
                Arguments.of(0x80057f, new Stop.Fresh()),
                Arguments.of(0x80137f, new Stop.Group(19)),
                Arguments.of(0x80147f, new Stop.Group(20)),
                Arguments.of(0x80157f, new Stop.Group(21)),
                Arguments.of(0x80167f, new Stop.Group(22)));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void classifies_a_raw_status(int status, Stop expected) {
        assertThat(WaitStatus.classify(status)).isEqualTo(expected);
    }

    @Test
    void refuses_an_event_that_was_not_asked_for() {
        // 5 is PTRACE_EVENT_VFORK_DONE.
        assertThatThrownBy(() -> WaitStatus.classify(0x5057f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown wait status 0x5057f");
    }
}
