package dev.ringfence.session;

import dev.ringfence.channel.HarnessException;
import org.apiguardian.api.API;

/** What came of a run of tests. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface RunOutcome {

    /** The worker said that all events were sent; it is ready for another run. */
    record Finished() implements RunOutcome {}

    /** The worker is gone, the tracer is there: another worker can be started. */
    record WorkerDied(WorkerDeath death) implements RunOutcome {}

    /** The tracer, and with it the worker, is gone: the next worker gets a new tracer. */
    record TracerLost(HarnessException failure) implements RunOutcome {}

    /** The run was asked to stop, or its thread was interrupted; the worker is gone. */
    record Cancelled() implements RunOutcome {}
}
