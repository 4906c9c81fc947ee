package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ledger.Ending;
import dev.ringfence.recording.Recording;
import dev.ringfence.testing.Calls;
import dev.ringfence.testing.Recordings;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryTests {
    private static final int TID = Calls.TEST.thread().value();
    private static final StackTraceElement FRAME = Calls.frame("dev.ringfence.worker.Canary", "openAndClose", 40);
    private static final Ending CLOSED = new Ending.Closed(2000, Calls.TEST, "close");

    private static Recording recording(SyscallEvent open, Ending ending) {
        return Recordings.of("canary", List.of(open), List.of(Recordings.opened(open, 9, ending)));
    }

    @Test
    void is_content_when_all_is_seen() {
        SyscallEvent open = new Calls().from(FRAME).open(9, "/dev/null");

        assertThat(Canary.missing(recording(open, CLOSED), TID)).isEmpty();
    }

    @Test
    void misses_the_open() {
        SyscallEvent other = new Calls().from(FRAME).open(9, "/etc/passwd");

        assertThat(Canary.missing(recording(other, CLOSED), TID))
                .contains("an open of /dev/null (1 events, 0 counts were seen)");
        assertThat(Canary.missing(Recordings.empty("canary"), TID))
                .contains("an open of /dev/null (0 events, 0 counts were seen)");
    }

    @Test
    void does_not_take_a_failed_open_for_one() {
        SyscallEvent failed = new Calls().from(FRAME).openFails("/dev/null", 13);

        assertThat(Canary.missing(Recordings.of("canary", List.of(failed), List.of()), TID))
                .contains("an open of /dev/null (1 events, 0 counts were seen)");
    }

    @Test
    void misses_its_own_thread() {
        SyscallEvent open = new Calls().by(Calls.POOL).from(FRAME).open(9, "/dev/null");

        assertThat(Canary.missing(recording(open, CLOSED), TID))
                .contains("an open of /dev/null by the thread 4712 (it was seen from \"pool-1-thread-2\" (tid 4720))");
    }

    @Test
    void misses_the_stack() {
        SyscallEvent open = new Calls().without("no answer within 100 ms").open(9, "/dev/null");

        assertThat(Canary.missing(recording(open, CLOSED), TID))
                .contains("the Java stack of the open of /dev/null (no answer within 100 ms)");
    }

    @Test
    void misses_itself_in_the_stack() {
        SyscallEvent open =
                new Calls().from(Calls.frame("com.example.Other", "run", 1)).open(9, "/dev/null");

        assertThat(Canary.missing(recording(open, CLOSED), TID))
                .contains("the canary in the Java stack of the open of /dev/null");
    }

    @Test
    void misses_the_close() {
        SyscallEvent open = new Calls().from(FRAME).open(9, "/dev/null");

        assertThat(Canary.missing(recording(open, new Ending.StillOpen()), TID)).contains("the close of /dev/null");
    }
}
