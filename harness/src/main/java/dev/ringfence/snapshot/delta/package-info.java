/**
 * Differences of snapshots. Comes in: two snapshots. Goes out: what changed, or why it is not known. Depends on snapshot and kernelfs, is pure and runs on any thread.
 */
@NullMarked
package dev.ringfence.snapshot.delta;

import org.jspecify.annotations.NullMarked;
