package dev.ringfence.inspection;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Limit;
import dev.ringfence.kernelfs.proc.ResourceLimits.Resource;
import dev.ringfence.kernelfs.proc.ResourceLimits.Row;
import dev.ringfence.kernelfs.proc.StatusMemory;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A limit of a process, and how much of it is used.
 *
 * @param resource what is limited
 * @param row soft and hard limit
 * @param used in the unit of the limit; absent where no file says it
 */
public record LimitUse(Resource resource, Row row, Reading<Long> used) {
    private static final List<Resource> WORTH_KNOWING = List.of(
            Resource.NOFILE,
            Resource.NPROC,
            Resource.AS,
            Resource.DATA,
            Resource.STACK,
            Resource.MEMLOCK,
            Resource.SIGPENDING,
            Resource.CORE,
            Resource.FSIZE,
            Resource.CPU);

    /** Returns the limits that programs meet, those of descriptors first. */
    public static Reading<List<LimitUse>> listOf(ProcessSnapshot process) {
        return process.limits().map(limits -> {
            List<LimitUse> uses = new ArrayList<>();
            for (Resource resource : WORTH_KNOWING)
                limits.of(resource)
                        .value()
                        .ifPresent(row -> uses.add(new LimitUse(resource, row, used(resource, process))));
            return List.copyOf(uses);
        });
    }

    private static Reading<Long> used(Resource resource, ProcessSnapshot process) {
        Reading<TaskStatus> status = process.status();
        return switch (resource) {
            case NOFILE -> process.descriptors().map(Map::size).map(Integer::longValue);
            case AS -> memory(status, StatusMemory::sizeBytes);
            case DATA -> memory(status, StatusMemory::dataBytes);
            case STACK -> memory(status, StatusMemory::stackBytes);
            case MEMLOCK -> memory(status, StatusMemory::lockedBytes);
            case SIGPENDING -> status.map(known -> known.signals().queued());
            case NPROC -> new Reading.Absent<>("it counts what all processes of the user have");
            default -> new Reading.Absent<>("no file says how much is used");
        };
    }

    private static Reading<Long> memory(Reading<TaskStatus> status, ToLongFunction<StatusMemory> field) {
        return Inspection.flat(status.map(TaskStatus::memory)).map(field::applyAsLong);
    }

    /** Returns whether nine tenths of what may be used now are used. */
    public boolean isNearlyMet() {
        if (!(row.soft() instanceof Limit.AtMost most) || !(used instanceof Reading.Value<Long> value)) return false;
        return most.value() > 0 && value.read() > 0 && value.read() >= most.value() - most.value() / 10;
    }

    /** Returns what it limits, in words. */
    public String name() {
        return switch (resource) {
            case NOFILE -> "open files";
            case NPROC -> "processes of the user";
            case AS -> "address space";
            case DATA -> "data";
            case STACK -> "stack";
            case MEMLOCK -> "locked memory";
            case SIGPENDING -> "queued signals";
            case CORE -> "core file";
            case FSIZE -> "file size";
            case CPU -> "seconds of a processor";
            default -> resource.name();
        };
    }

    /** Returns whether it is in bytes. */
    public boolean isInBytes() {
        return row.unit().equals("bytes");
    }
}
