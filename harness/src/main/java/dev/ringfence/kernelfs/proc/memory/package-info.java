/**
 * Files of /proc about the memory of processes. Comes in: their text. Goes out: records in bytes, or a reason. Depends on the readers of processes and runs on any thread.
 */
@NullMarked
package dev.ringfence.kernelfs.proc.memory;

import org.jspecify.annotations.NullMarked;
