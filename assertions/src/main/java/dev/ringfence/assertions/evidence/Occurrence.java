package dev.ringfence.assertions.evidence;

import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * An event that was seen, to be compared with others in time.
 *
 * @param sighting the event as evidence
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Occurrence(Sighting sighting) {

    /** Returns whether it began after another one had ended: two threads may be in calls at once. */
    public boolean follows(Occurrence other) {
        return sighting.event().atNanos() >= other.endNanos()
                && sighting.event().sequence() > other.sighting.event().sequence();
    }

    private long endNanos() {
        TraceEvent event = sighting.event();
        return event instanceof SyscallEvent call
                ? call.atNanos() + call.duration().orElse(Duration.ZERO).toNanos()
                : event.atNanos();
    }
}
