package dev.ringfence.inspection;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.cgroup.ControlGroup;
import dev.ringfence.kernelfs.proc.cgroup.GroupMemory;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcesses;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcessor;
import java.nio.file.Path;

/** What the control groups of a process use and may use. */
public record GroupUse(
        Reading<GroupMemory> memory, Reading<GroupProcessor> processor, Reading<GroupProcesses> processes) {

    static GroupUse read(Path proc, int pid, Reading<MachineUnits> units) {
        TaskDirectory process = TaskDirectory.process(proc, pid);
        TaskDirectory viewer = TaskDirectory.self(proc);
        return new GroupUse(
                Inspection.flat(ControlGroup.of(process, "memory", viewer).map(GroupMemory::read)),
                Inspection.flat(
                        ControlGroup.of(process, "cpu", viewer).map(group -> processor(group, process, viewer, units))),
                Inspection.flat(ControlGroup.of(process, "pids", viewer).map(GroupProcesses::read)));
    }

    /** In version 1 one hierarchy limits and another counts. */
    private static Reading<GroupProcessor> processor(
            ControlGroup group, TaskDirectory process, TaskDirectory viewer, Reading<MachineUnits> units) {
        if (group.version() == 2) return GroupProcessor.read(group);
        if (!(units instanceof Reading.Value<MachineUnits> known)) return new Reading.Failed<>(units.fault());
        return Inspection.flat(ControlGroup.of(process, "cpuacct", viewer)
                .map(counting -> GroupProcessor.read(group, counting, known.read())));
    }
}
