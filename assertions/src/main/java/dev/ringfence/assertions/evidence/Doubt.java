package dev.ringfence.assertions.evidence;

import dev.ringfence.event.TraceEvent;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * An event of which it is not known whether a condition holds for it.
 *
 * @param event the event
 * @param reason why not, a clause for a message
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Doubt(TraceEvent event, String reason) {
    public Doubt {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(reason, "reason");
    }

    /** Returns whether it would be known if the exit of the call had been watched. */
    public boolean needsExit() {
        return reason.equals(Answer.NOT_WATCHED.reason());
    }
}
