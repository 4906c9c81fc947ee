/**
 * What waitpid(2) says about a tracee. Comes in: a raw status. Goes out: a {@link dev.ringfence.trace.stop.Stop}.
 * Depends on nothing, is pure, and runs on any thread.
 */
@NullMarked
package dev.ringfence.trace.stop;

import org.jspecify.annotations.NullMarked;
