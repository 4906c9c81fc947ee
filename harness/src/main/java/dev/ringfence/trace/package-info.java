/**
 * The ptrace loop. Comes in: stops of tracees. Goes out: events, markers and births to a listener. Depends on ffi, event,
 * syscall and kernelfs, and runs on the one tracer thread: every class here is confined to it unless it says otherwise.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.trace;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
