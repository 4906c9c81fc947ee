/**
 * Registers of an architecture. Comes in: a block that PTRACE_GETREGS filled. Goes out: numbers and arguments of calls.
 * Depends on ffi and runs on the tracer thread.
 */
@NullMarked
package dev.ringfence.trace.abi;

import org.jspecify.annotations.NullMarked;
