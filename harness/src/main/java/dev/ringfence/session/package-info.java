/**
 * The test JVM's side of one tracer and its workers. Comes in: what a worker has to observe and run. Goes out: frames to the
 * tracer, and to the engine what came of them. Depends on the channel alone; JUnit and the tracer's classes are not loaded
 * here. Runs on the thread that executes the tests; one daemon thread reads the channel, one the tracer's output.
 */
@NullMarked
package dev.ringfence.session;

import org.jspecify.annotations.NullMarked;
