package dev.ringfence.kernelfs.proc.cgroup;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Limit;
import org.apiguardian.api.API;

/**
 * How many processes and threads a group and those below it have.
 *
 * @param current {@code pids.current}
 * @param limit {@code pids.max}
 * @param refused {@code pids.events}, {@code max}: how often one more was refused
 * @see <a href="https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v1/pids.html">pids</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GroupProcesses(long current, Reading<Limit> limit, Reading<Long> refused) {

    /** Reads the numbers of a group, which both versions have alike; the topmost group has no limit. */
    public static Reading<GroupProcesses> read(ControlGroup group) {
        return GroupFiles.number(group, "pids.current")
                .map(current -> new GroupProcesses(current, GroupFiles.limit(group, "pids.max"), refused(group)));
    }

    private static Reading<Long> refused(ControlGroup group) {
        return KernelFiles.parse(
                group.file("pids.events"),
                (file, text) ->
                        GroupFiles.entries(file, text).take(GroupFiles.MAX).unsigned());
    }
}
