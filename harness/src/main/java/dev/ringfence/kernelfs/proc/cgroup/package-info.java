/**
 * Control groups, of both versions. Comes in: which groups a process is in, where they are mounted, and the files of a group. Goes out: records in bytes and durations, or a reason. Depends on the readers of processes and mounts and runs on any thread.
 */
@NullMarked
package dev.ringfence.kernelfs.proc.cgroup;

import org.jspecify.annotations.NullMarked;
