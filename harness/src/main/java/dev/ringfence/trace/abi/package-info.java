/**
 * The registers of each architecture behind one interface. Comes in: what ptrace(2) tells of a stopped thread. Goes out: number,
 * arguments and result of its call, and registers that make it execute another. Depends on ffi and syscall, and runs on the
 * tracer thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.trace.abi;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
