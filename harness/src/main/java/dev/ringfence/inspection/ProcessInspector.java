package dev.ringfence.inspection;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.LinkReader;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskIds;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.kernelfs.proc.mount.MountPoint;
import dev.ringfence.snapshot.DescriptorDescriber;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.SnapshotReader;
import dev.ringfence.snapshot.StateSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Takes inspections, and asks about what is not in them. */
public final class ProcessInspector {
    /** The environment is left out: it often has secrets, and an inspection is made to be kept and passed on. */
    private static final Set<SnapshotPart> PARTS = EnumSet.of(
            SnapshotPart.MEMORY,
            SnapshotPart.MAPPINGS,
            SnapshotPart.SOCKETS,
            SnapshotPart.GROUPS,
            SnapshotPart.THREADS,
            SnapshotPart.THREAD_DETAILS,
            SnapshotPart.DESCRIPTORS,
            SnapshotPart.DESCRIPTOR_DETAILS,
            SnapshotPart.MACHINE);

    /** A table of sockets has 150 for each in the network namespace; a text of JSON may have 20 million. */
    private static final int MOST_CHARS = 16 << 20;

    /** Values of hidepid, proc(5), with which the processes of others cannot be seen. */
    private static final Set<String> HIDING =
            Set.of("hidepid=2", "hidepid=invisible", "hidepid=4", "hidepid=ptraceable");

    private final Path proc;
    private final SnapshotReader reader;

    /**
     * Makes an inspector.
     *
     * @param proc where proc is mounted
     */
    public ProcessInspector(Path proc) {
        this.proc = proc;
        this.reader = new SnapshotReader(proc, KernelFiles::read, LinkReader.ofFiles(), MOST_CHARS);
    }

    /**
     * Takes an inspection.
     *
     * @param pid a process
     * @return absent where there is no such process, failed where it is a thread or may not be looked at
     */
    public Reading<Inspection> inspect(int pid) {
        Reading<TaskStatus> status = TaskStatus.read(TaskDirectory.process(proc, pid));
        if (status instanceof Reading.Absent)
            return new Reading.Absent<>("there is no process " + pid
                    + (isHiding() ? ", or it is hidden: proc is mounted with hidepid" : ""));
        if (!(status instanceof Reading.Value<TaskStatus> known))
            return new Reading.Failed<>("process " + pid + " cannot be read: " + status.fault());
        int leader = known.read().process();
        if (leader != pid)
            return new Reading.Failed<>(pid + " is no process but a thread of process " + leader + ": ask for that");
        return new Reading.Value<>(
                new Inspection(Instant.now(), take(pid, known.read().parent())));
    }

    private boolean isHiding() {
        return MountPoint.read(TaskDirectory.self(proc)).value().orElse(List.of()).stream()
                .filter(mount -> mount.type().equals("proc"))
                .anyMatch(mount -> mount.fileSystemOptions().stream().anyMatch(HIDING::contains));
    }

    private StateSnapshot take(int pid, int parent) {
        long started = System.nanoTime();
        ProcessSnapshot process = reader.process(pid, PARTS);
        List<ProcessSnapshot> processes = new ArrayList<>(List.of(process));
        if (parent > 0) add(parent, processes);
        for (int child : children(pid, process.units())) add(child, processes);
        Reading<MachineSnapshot> machine = new Reading.Value<>(reader.machine());
        return new StateSnapshot(0, System.nanoTime() - started, PARTS, processes, machine);
    }

    /** One that has ended meanwhile is left out. */
    private void add(int pid, List<ProcessSnapshot> processes) {
        ProcessSnapshot other = reader.process(pid, Set.of());
        if (!(other.statistics() instanceof Reading.Absent)) processes.add(other);
    }

    private List<Integer> children(int pid, Reading<MachineUnits> units) {
        List<Integer> children = new ArrayList<>();
        if (!(units instanceof Reading.Value<MachineUnits> known)) return children;
        for (int other : TaskIds.ofProcesses(proc).value().orElse(List.of())) {
            boolean isChild = TaskStatistics.read(TaskDirectory.process(proc, other), known.read())
                    .value()
                    .map(stat -> stat.family().parent() == pid)
                    .orElse(false);
            if (isChild) children.add(other);
        }
        return children;
    }

    /** Describes the descriptors of a process as they are, and finds the other ends of its pipes in all processes. */
    public Reading<List<OpenDescriptor>> descriptors(ProcessSnapshot process) {
        List<Pid> others = TaskIds.ofProcesses(proc).value().orElse(List.of()).stream()
                .filter(pid -> pid > 0)
                .map(Pid::new)
                .toList();
        Reading<FdSnapshot> described = new DescriptorDescriber(proc).describe(process, others);
        return described.map(OpenDescriptor::listOf);
    }

    /** Reads what the control groups of a process use and may use. */
    public GroupUse groups(ProcessSnapshot process) {
        return GroupUse.read(proc, process.pid(), process.units());
    }
}
