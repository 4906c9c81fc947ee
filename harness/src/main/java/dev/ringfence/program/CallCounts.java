package dev.ringfence.program;

import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.expression.CallEnd;
import java.util.List;
import java.util.Objects;

/** Counts calls that have returned, each with its time from entry to exit. Reads no memory and decodes nothing. */
final class CallCounts implements Events {
    private final StatusFilter statuses;
    private final CallTally tally = new CallTally();

    CallCounts(StatusFilter statuses) {
        this.statuses = statuses;
    }

    @Override
    public void entered(Tracee tracee, SyscallInfo info) {
        tracee.countedNanos = System.nanoTime();
    }

    @Override
    public void left(Tracee tracee, long result) {
        long duration = System.nanoTime() - tracee.countedNanos;
        if (!statuses.shows(result)) return;
        tally.add(Objects.requireNonNull(tracee.call), duration, CallEnd.isError(result));
    }

    /** Returns what was counted, by interface and number. */
    List<CallCount> counts() {
        return tally.counts();
    }
}
