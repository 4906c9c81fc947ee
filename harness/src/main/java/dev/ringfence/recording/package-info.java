/**
 * The join of trace and /proc. Comes in: events, lives, snapshots. Goes out: the recording that assertions judge. Depends on event, ledger and snapshot, and runs on any thread.
 */
@NullMarked
package dev.ringfence.recording;

import org.jspecify.annotations.NullMarked;
