package dev.ringfence.recording;

import org.apiguardian.api.API;

/**
 * How long the tracer waited at the end of a window for other threads and processes to finish what they were doing.
 *
 * @param waitedNanos from the marker to the snapshot that was judged
 * @param quiet whether the worker had got quiet; false when the deadline ended the wait
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Settling(long waitedNanos, boolean quiet) {}
