/**
 * The ptrace loop. Comes in: stops of tracees. Goes out: events, markers and births to a listener. Depends on ffi, event,
 * syscall and kernelfs, and runs on the one tracer thread: every class here is confined to it unless it says otherwise.
 */
@NullMarked
package dev.ringfence.trace;

import org.jspecify.annotations.NullMarked;
