package dev.ringfence.kernelfs.proc.cgroup;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Limit;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The memory of a group and of the groups below it.
 *
 * @param currentBytes {@code memory.current}, in version 1 {@code memory.usage_in_bytes}
 * @param limit {@code memory.max}, {@code memory.limit_in_bytes}
 * @param throttlingLimit {@code memory.high}; absent in version 1
 * @param peakBytes {@code memory.peak} (from Linux 5.19 on), {@code memory.max_usage_in_bytes}
 * @param swappedBytes {@code memory.swap.current}; absent in version 1
 * @param events {@code memory.events}: how often a limit was met, by name; in version 1 {@code failcnt} alone
 * @param statistics {@code memory.stat}: bytes and events, as the kernel names them
 * @see <a href="https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html">cgroup-v2, memory</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GroupMemory(
        long currentBytes,
        Reading<Limit> limit,
        Reading<Limit> throttlingLimit,
        Reading<Long> peakBytes,
        Reading<Long> swappedBytes,
        Reading<Map<String, Long>> events,
        Reading<Map<String, Long>> statistics) {

    /** Reads the memory of a group; the topmost group of version 2 has none. */
    public static Reading<GroupMemory> read(ControlGroup group) {
        return group.version() == 2 ? ofVersion2(group) : ofVersion1(group);
    }

    private static Reading<GroupMemory> ofVersion2(ControlGroup group) {
        return GroupFiles.number(group, "memory.current")
                .map(current -> new GroupMemory(
                        current,
                        GroupFiles.limit(group, "memory.max"),
                        GroupFiles.limit(group, "memory.high"),
                        GroupFiles.number(group, "memory.peak"),
                        GroupFiles.number(group, "memory.swap.current"),
                        GroupFiles.numbers(group, "memory.events"),
                        GroupFiles.numbers(group, "memory.stat")));
    }

    private static Reading<GroupMemory> ofVersion1(ControlGroup group) {
        return GroupFiles.number(group, "memory.usage_in_bytes")
                .map(current -> new GroupMemory(
                        current,
                        GroupFiles.limit(group, "memory.limit_in_bytes"),
                        new Reading.Absent<>("version 1 has no such limit"),
                        GroupFiles.number(group, "memory.max_usage_in_bytes"),
                        new Reading.Absent<>("version 1 counts memory and swap together"),
                        GroupFiles.number(group, "memory.failcnt").map(count -> Map.of("failcnt", count)),
                        GroupFiles.numbers(group, "memory.stat")));
    }
}
