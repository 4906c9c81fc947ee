/**
 * The tables of system calls of each ABI, families, signatures, error numbers, and the language that selects calls.
 * Comes in: generated resources, and a person's list of calls. Goes out: names, numbers and what is known of each call.
 * Depends on kernelfs for reading its tables, and runs on any thread.
 */
@NullMarked
package dev.ringfence.syscall;

import org.jspecify.annotations.NullMarked;
