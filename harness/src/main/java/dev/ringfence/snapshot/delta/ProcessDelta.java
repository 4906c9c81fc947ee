package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.StatusMemory;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.kernelfs.proc.cgroup.GroupMembership;
import dev.ringfence.kernelfs.proc.memory.MemoryRollup;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import dev.ringfence.kernelfs.proc.net.NetworkInterface;
import dev.ringfence.snapshot.HeapUse;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apiguardian.api.API;

/**
 * The difference between two snapshots of one process. Where one of both does not have what is asked for, it is absent with
 * the reason.
 *
 * @param before the first
 * @param after the second
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProcessDelta(ProcessSnapshot before, ProcessSnapshot after) {
    public ProcessDelta {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    // --- What it used ---

    /** Returns processor time and page faults. */
    public Reading<Usage> usage() {
        return Pair.of(before.statistics(), after.statistics(), Usage::between);
    }

    /** Returns what was read and written. */
    public Reading<Usage.Transfer> transfer() {
        return Pair.of(before.io(), after.io(), Usage.Transfer::between);
    }

    /**
     * Returns how often its threads left a processor, of those that are there at the end: {@link
     * dev.ringfence.snapshot.SnapshotPart#THREAD_DETAILS}.
     */
    public Reading<ContextSwitches> contextSwitches() {
        return ContextSwitches.between(before, after);
    }

    /** Returns by how many bytes more it is in main memory. */
    public Reading<Long> residentGrowth() {
        return growth(memory -> new Reading.Value<>(memory.residentBytes()));
    }

    /** Returns by how many bytes more of it are swapped out. */
    public Reading<Long> swappedGrowth() {
        return growth(StatusMemory::swappedBytes);
    }

    private Reading<Long> growth(Function<StatusMemory, Reading<Long>> size) {
        return Pair.of(size(before, size), size(after, size), (was, is) -> is - was);
    }

    private static Reading<Long> size(ProcessSnapshot process, Function<StatusMemory, Reading<Long>> size) {
        return process.status().flatMap(TaskStatus::memory).flatMap(size);
    }

    /**
     * Returns by how many bytes more of its Java heap are in main memory: of the addresses that the virtual machine has reserved
     * for it, whether an object or garbage is there. {@link dev.ringfence.snapshot.SnapshotPart#HEAP}.
     */
    public Reading<Long> heapGrowth() {
        return heapUse(HeapUse::heapBytes);
    }

    /**
     * Returns by how many bytes more of it are in main memory without its Java heap: stacks, compiled code, classes, direct
     * buffers, mapped files. {@link dev.ringfence.snapshot.SnapshotPart#HEAP}.
     */
    public Reading<Long> nativeGrowth() {
        return heapUse(HeapUse::nativeBytes);
    }

    private Reading<Long> heapUse(ToLongFunction<HeapUse> size) {
        return Pair.of(before.heapUse(), after.heapUse(), (was, is) -> size.applyAsLong(is) - size.applyAsLong(was));
    }

    /** Returns by how many bytes its share of main memory has grown: {@code Pss}. */
    public Reading<Long> proportionalGrowth() {
        return Pair.of(before.memory(), after.memory(), (was, is) -> proportional(is) - proportional(was));
    }

    private static long proportional(MemoryRollup memory) {
        return memory.use().proportionalBytes();
    }

    // --- What it changed ---

    /** Returns the limits that are not what they were. */
    public Reading<List<LimitChange>> limits() {
        return Pair.of(before.limits(), after.limits(), LimitChange::between);
    }

    /** Returns the working directory. */
    public Reading<Change<String>> workingDirectory() {
        return Pair.change(before.workingDirectory(), after.workingDirectory());
    }

    /** Returns the mask of file modes. */
    public Reading<Change<Integer>> umask() {
        return Pair.change(umask(before), umask(after));
    }

    private static Reading<Integer> umask(ProcessSnapshot process) {
        return process.status().flatMap(TaskStatus::umask);
    }

    /** Returns the signals that it treats in another way. */
    public Reading<List<SignalChange>> signals() {
        return Pair.of(
                before.status().map(TaskStatus::signals),
                after.status().map(TaskStatus::signals),
                SignalChange::between);
    }

    /** Returns the entries of the environment in its memory, before and after. */
    public Reading<Change<List<String>>> environment() {
        return Pair.change(
                before.environment().map(environment -> environment.entries()),
                after.environment().map(environment -> environment.entries()));
    }

    /** Returns the control groups. */
    public Reading<Change<List<GroupMembership>>> groups() {
        return Pair.change(before.groups(), after.groups());
    }

    /**
     * Returns what its control groups counted, of all that is in them, the tracer included where it is: {@link
     * dev.ringfence.snapshot.SnapshotPart#GROUP_COUNTERS}. Absent where it was moved from one group to another.
     */
    public Reading<GroupDelta> groupCounters() {
        return groups().flatMap(groups -> groups.isNone()
                ? new Reading.Value<>(new GroupDelta(before.groupCounters(), after.groupCounters()))
                : new Reading.Absent<>("it was moved to another control group"));
    }

    // --- What was begun and ended ---

    /** Returns the threads that are new, in the order of their ids. */
    public Reading<List<TaskChange>> threadsStarted() {
        return Pair.of(
                TaskChange.listOf(before),
                TaskChange.listOf(after),
                (was, is) -> Pair.without(is, was, TaskChange::identity));
    }

    /** Returns the threads that are gone. */
    public Reading<List<TaskChange>> threadsEnded() {
        return Pair.of(
                TaskChange.listOf(before),
                TaskChange.listOf(after),
                (was, is) -> Pair.without(was, is, TaskChange::identity));
    }

    /** Returns the files of which more is mapped. */
    public Reading<List<MappedFile>> filesMapped() {
        return Pair.of(before.mappings(), after.mappings(), MappedFile::more);
    }

    /** Returns the files of which less is mapped, with how much less. */
    public Reading<List<MappedFile>> filesUnmapped() {
        return Pair.of(before.mappings(), after.mappings(), (was, is) -> MappedFile.more(is, was));
    }

    /** Returns what is mounted and was not. */
    public Reading<List<MountPoint>> mounted() {
        return Pair.of(before.mounts(), after.mounts(), (was, is) -> Pair.without(is, was, MountPoint::id));
    }

    /** Returns what was mounted and is not. */
    public Reading<List<MountPoint>> unmounted() {
        return Pair.of(before.mounts(), after.mounts(), (was, is) -> Pair.without(was, is, MountPoint::id));
    }

    /** Returns how many descriptors more it has of each kind: {@code socket}, {@code pipe}, {@code file}, {@code eventpoll}. */
    public Reading<Map<String, Integer>> descriptorsByKind() {
        return Pair.of(before.descriptors(), after.descriptors(), (was, is) -> {
            Map<String, Integer> more = new TreeMap<>();
            is.values().forEach(link -> more.merge(DescriptorKind.of(link), 1, Integer::sum));
            was.values().forEach(link -> more.merge(DescriptorKind.of(link), -1, Integer::sum));
            more.values().removeIf(count -> count == 0);
            return more;
        });
    }

    /** Returns how many bytes each interface of its network namespace received and sent, whoever's they were. */
    public Reading<Map<String, InterfaceTraffic>> interfaces() {
        return Pair.of(before.interfaces(), after.interfaces(), (was, is) -> {
            Map<String, NetworkInterface> known = new HashMap<>();
            was.forEach(each -> known.put(each.name(), each));
            Map<String, InterfaceTraffic> traffic = new TreeMap<>();
            for (NetworkInterface each : is) {
                NetworkInterface old = known.get(each.name());
                if (old != null) traffic.put(each.name(), InterfaceTraffic.between(old, each));
            }
            return traffic;
        });
    }
}
