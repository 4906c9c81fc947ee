/**
 * Main class of the tracer JVM, and the only place that knows the whole sequence of a worker's life. Comes in: frames of
 * the test JVM and of the worker, events of the trace loop. Goes out: recordings, relayed frames, output. Depends on
 * spawn, trace, snapshot, recording, report and channel; the main thread is the tracer thread, others relay.
 */
@NullMarked
package dev.ringfence.tracer;

import org.jspecify.annotations.NullMarked;
