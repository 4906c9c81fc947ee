package dev.ringfence.event;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A process ended.
 *
 * @param sequence number of the event in this trace, from 1, growing
 * @param atNanos when it was seen, on the monotonic clock, since the trace began
 * @param process the process
 * @param end how, such as {@code exited with code 3} or {@code was killed by SIGKILL}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProcessEnded(long sequence, long atNanos, Pid process, String end) implements TraceEvent {
    public ProcessEnded {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(end, "end");
    }
}
