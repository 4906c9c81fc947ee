/**
 * What a tracee did, as values. Comes in: what the trace loop decoded. Goes out: to the ledger and into recordings. Depends on the system call table alone and runs on any thread.
 */
@NullMarked
package dev.ringfence.event;

import org.jspecify.annotations.NullMarked;
