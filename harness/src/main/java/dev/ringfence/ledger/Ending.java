package dev.ringfence.ledger;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import java.util.Objects;
import org.apiguardian.api.API;

/** How a descriptor ended, as of the end of the window. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Ending {

    /** It is open: {@code /proc/PID/fd} shows it at the end of the window. */
    record StillOpen() implements Ending {}

    /**
     * It was closed.
     *
     * @param atNanos when, on the monotonic clock, since the trace began
     * @param by the thread that closed it
     * @param call the system call: {@code close}, {@code close_range}, {@code dup2} over it
     */
    record Closed(long atNanos, Actor by, String call) implements Ending {
        public Closed {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(call, "call");
        }

        /** Returns whether the garbage collector found it unreachable, and not the program's code closed it. */
        public boolean byCollector() {
            return by.kind() == ActorKind.CLEANER;
        }
    }

    /** {@code /proc} no longer shows it, and no watched call closed it. The recording is not complete. */
    record Vanished() implements Ending {}
}
