package dev.ringfence.session;

import dev.ringfence.channel.HarnessException;
import org.apiguardian.api.API;

/** What came of the start of a worker. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface StartOutcome {

    /** It waits for tests. */
    record Started(Worker worker) implements StartOutcome {}

    /** This machine does not allow tracing. */
    record Unavailable(String reason, String remedy) implements StartOutcome {}

    /** It did not get ready. Another one like it would not either. */
    record NotStarted(HarnessException failure) implements StartOutcome {}

    /** The tracer could not be started, or is gone: the next worker gets a new tracer. */
    record TracerLost(HarnessException failure) implements StartOutcome {}
}
