/**
 * The system call table, families and error numbers. Comes in: generated resources. Goes out: names and numbers. Depends on kernelfs for reading its tables, and runs on any thread.
 */
@NullMarked
package dev.ringfence.syscall;

import org.jspecify.annotations.NullMarked;
