package dev.ringfence.tracer;

import dev.ringfence.ffi.DescriptorLinks;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.SmallFiles;
import dev.ringfence.kernelfs.FileReader;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.LinkReader;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.SnapshotReader;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.trace.TraceClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes what {@code /proc} says of the traced processes. Confined to the tracer thread. */
final class StateCapture {
    private static final Path PROC = Path.of("/proc");

    private final SnapshotReader reader;
    private final TraceClock clock;
    private final Set<SnapshotPart> parts;
    private final Set<SnapshotPart> partsOfOthers;
    private final int workerPid;
    private final Supplier<Reading<String>> heapInfo;

    /**
     * Makes a capture.
     *
     * @param heapInfo what the worker's virtual machine says of its heap
     */
    StateCapture(
            Libc libc, TraceClock clock, Set<SnapshotPart> parts, int workerPid, Supplier<Reading<String>> heapInfo) {
        this.reader = new SnapshotReader(PROC, fileReader(new SmallFiles(libc)), linkReader(new DescriptorLinks(libc)));
        this.clock = clock;
        this.parts = parts;
        this.partsOfOthers =
                parts.stream().filter(part -> part != SnapshotPart.HEAP).collect(Collectors.toUnmodifiableSet());
        this.workerPid = workerPid;
        this.heapInfo = heapInfo;
    }

    /** Why a file cannot be read is found out in the ordinary way. */
    private static FileReader fileReader(SmallFiles files) {
        return file -> {
            String text = files.read(file.toString());
            return text == null ? KernelFiles.read(file) : new Reading.Value<>(text);
        };
    }

    private static LinkReader linkReader(DescriptorLinks links) {
        return (directory, name) -> {
            String link = links.read(directory.toString(), name);
            return link == null ? KernelFiles.readLink(directory.resolve(name)) : new Reading.Value<>(link);
        };
    }

    /** Returns what was asked for parts of snapshots. */
    Set<SnapshotPart> parts() {
        return parts;
    }

    /** Takes all that was asked for. */
    StateSnapshot all(Collection<Integer> pids) {
        return take(
                pids,
                pid -> pid == workerPid ? reader.jvm(pid, parts, heapInfo.get()) : reader.process(pid, partsOfOthers),
                () -> parts.contains(SnapshotPart.MACHINE)
                        ? new Reading.Value<>(reader.machine())
                        : new Reading.Absent<>("the files of the machine were not captured"));
    }

    /**
     * Takes all that was asked for, and of processes that have ended and were not waited for what counts.
     *
     * @param ended processes that have ended; those that were waited for are left out
     */
    StateSnapshot allWith(Collection<Integer> pids, Collection<Integer> ended) {
        StateSnapshot alive = all(pids);
        List<ProcessSnapshot> processes = new ArrayList<>(alive.processes());
        ended.stream()
                .filter(pid -> !pids.contains(pid))
                .sorted()
                .map(reader::counters)
                .filter(StateCapture::isZombie)
                .forEach(processes::add);
        return new StateSnapshot(alive.atNanos(), clock.nanos() - alive.atNanos(), parts, processes, alive.machine());
    }

    /** Returns whether one of these has ended and was not waited for. */
    boolean anyZombie(Collection<Integer> ended) {
        return ended.stream().map(reader::counters).anyMatch(StateCapture::isZombie);
    }

    private static boolean isZombie(ProcessSnapshot process) {
        return process.statistics()
                .value()
                .filter(statistics -> statistics.state() == TaskState.ZOMBIE)
                .isPresent();
    }

    /** Takes what counts. */
    StateSnapshot counters(Collection<Integer> pids) {
        return take(
                pids,
                pid -> reader.counters(pid, parts),
                () -> new Reading.Absent<>("the files of the machine were not captured at the closing marker"));
    }

    private StateSnapshot take(
            Collection<Integer> pids,
            IntFunction<ProcessSnapshot> process,
            Supplier<Reading<MachineSnapshot>> machine) {
        long start = clock.nanos();
        List<ProcessSnapshot> processes =
                pids.stream().sorted().map(process::apply).toList();
        Reading<MachineSnapshot> ofMachine = machine.get();
        return new StateSnapshot(start, clock.nanos() - start, parts, processes, ofMachine);
    }
}
