/**
 * Files of /proc about the whole machine; its network files are those of process 1. Comes in: their text. Goes out: records in bytes and durations, or a reason. Depends on the readers of processes and runs on any thread.
 */
@NullMarked
package dev.ringfence.kernelfs.proc.machine;

import org.jspecify.annotations.NullMarked;
