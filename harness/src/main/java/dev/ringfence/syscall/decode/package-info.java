/**
 * Turns the registers and the memory of a system call into values. Comes in: a call of the table, its registers, a view of the stopped tracee. Goes out: decoded arguments and
 * results. Depends on the table and its values alone, never on ptrace; runs on the tracer thread, and in tests on any.
 */
@NullMarked
package dev.ringfence.syscall.decode;

import org.jspecify.annotations.NullMarked;
