/**
 * Registers of an architecture. Comes in: a block that PTRACE_GETREGS filled. Goes out: numbers and arguments of calls.
 * Depends on ffi and runs on the tracer thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.trace.abi;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
