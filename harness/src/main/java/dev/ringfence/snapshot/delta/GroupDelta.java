package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.cgroup.GroupCounters;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcessor.Throttling;
import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What the control groups of a process counted between two snapshots, of all processes in them. Where a group does not count
 * something, it is absent with the reason.
 *
 * @param before at the first
 * @param after at the second
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record GroupDelta(GroupCounters before, GroupCounters after) {
    public GroupDelta {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Returns by how many bytes more memory is used, the cache of files included. */
    public Reading<Long> memoryGrowth() {
        return Pair.of(before.memoryBytes(), after.memoryBytes(), (was, is) -> is - was);
    }

    /** Returns by how many bytes the most memory that was ever used has risen; negative where it was set back. */
    public Reading<Long> peakMemoryGrowth() {
        return Pair.of(before.peakMemoryBytes(), after.peakMemoryBytes(), (was, is) -> is - was);
    }

    /** Returns the time on processors. */
    public Reading<Duration> processorTime() {
        return Pair.of(before.processorTime(), after.processorTime(), (was, is) -> is.minus(was));
    }

    /** Returns in how many periods there was a limit, in how many of them it was met, and how long it held threads back. */
    public Reading<Throttling> throttling() {
        return Pair.of(
                before.throttling(),
                after.throttling(),
                (was, is) -> new Throttling(
                        is.periods() - was.periods(),
                        is.throttledPeriods() - was.throttledPeriods(),
                        is.throttled().minus(was.throttled())));
    }

    /** Returns how many more processes and threads there are. */
    public Reading<Long> moreTasks() {
        return Pair.of(before.tasks(), after.tasks(), (was, is) -> is - was);
    }
}
