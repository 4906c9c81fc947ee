/**
 * Brings a worker to the point where it is traced and filtered but has executed nothing of its own. Comes in: a command
 * and the calls to observe. Goes out: a tracee that is about to run. Depends on ffi and the filter, and runs on the tracer
 * thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.spawn;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
