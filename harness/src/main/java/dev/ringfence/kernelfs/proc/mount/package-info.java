/**
 * Tables of mounts. Comes in: their text. Goes out: records with paths as they are, or a reason. Depends on the readers of processes and runs on any thread.
 */
@NullMarked
package dev.ringfence.kernelfs.proc.mount;

import org.jspecify.annotations.NullMarked;
