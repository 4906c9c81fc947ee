/**
 * The checks that annotations ask for. Comes in: annotated elements and recordings, from the harness. Goes out: the
 * calls to observe, and errors. Depends on the annotations, {@code judge} and the
 * harness, and runs in the test JVM at discovery and in the worker on the thread of the test.
 */
@NullMarked
package dev.ringfence.assertions.budget;

import org.jspecify.annotations.NullMarked;
