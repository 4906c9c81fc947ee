/**
 * Brings a worker to the point where it is traced and filtered but has executed nothing of its own. Comes in: a command
 * and the calls to observe. Goes out: a tracee that is about to run. Depends on ffi and the filter, and runs on the tracer
 * thread.
 */
@NullMarked
package dev.ringfence.spawn;

import org.jspecify.annotations.NullMarked;
