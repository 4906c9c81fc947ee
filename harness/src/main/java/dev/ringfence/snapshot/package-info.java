/**
 * Values of /proc at a moment. Comes in: what the readers read. Goes out: into recordings. Depends on kernelfs, event and, for where a heap is, hotspot, and runs on any thread.
 */
@NullMarked
package dev.ringfence.snapshot;

import org.jspecify.annotations.NullMarked;
