/**
 * Traces programs of any kind, as strace does. Comes in: a command or process ids, and what to observe. Goes out: lines of text, JSON or a table of counts, and how the program
 * ended. Depends on ptrace, the table and the decoders of system calls; runs on one thread, which starts the program and serves all of its stops.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@NullMarked
package dev.ringfence.program;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
