/**
 * Files of /proc/PID/net, which are of the network namespace of a process. Comes in: their text. Goes out: records, or a reason. Depends on the readers of processes and runs on any thread.
 */
@NullMarked
package dev.ringfence.kernelfs.proc.net;

import org.jspecify.annotations.NullMarked;
