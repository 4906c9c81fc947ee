package dev.ringfence.event;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A tracee made a child process: fork(2), vfork(2), clone(2) without {@code CLONE_THREAD}.
 *
 * @param sequence number of the event in this trace, from 1, growing
 * @param atNanos when it was seen, on the monotonic clock, since the trace began
 * @param parent the thread that made it
 * @param child the new process
 * @param scope whether it is the test's doing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProcessStarted(long sequence, long atNanos, Actor parent, Pid child, Scope scope) implements TraceEvent {
    public ProcessStarted {
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(child, "child");
        Objects.requireNonNull(scope, "scope");
    }
}
