package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.machine.FileCounts;
import dev.ringfence.kernelfs.proc.machine.VirtualMemoryCounters;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The difference between what {@code /proc} said of all traced processes at two moments.
 *
 * @param before the first
 * @param after the second
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StateDelta(StateSnapshot before, StateSnapshot after) {
    public StateDelta {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Returns the difference of one process. */
    public Reading<ProcessDelta> process(int pid) {
        return Pair.of(before.process(pid), after.process(pid), ProcessDelta::new);
    }

    /** Returns the processes that are new and run. */
    public List<ProcessSnapshot> started() {
        return Pair.without(after.processes(), before.processes(), ProcessSnapshot::pid).stream()
                .filter(process -> !isZombie(process))
                .toList();
    }

    /** Returns the processes that have ended and that nobody has waited for, and were not so before. */
    public List<ProcessSnapshot> zombies() {
        List<Integer> known = before.processes().stream()
                .filter(StateDelta::isZombie)
                .map(ProcessSnapshot::pid)
                .toList();
        return after.processes().stream()
                .filter(process -> isZombie(process) && !known.contains(process.pid()))
                .toList();
    }

    private static boolean isZombie(ProcessSnapshot process) {
        return process.statistics()
                .value()
                .filter(statistics -> statistics.state() == TaskState.ZOMBIE)
                .isPresent();
    }

    /** Returns the difference of the machine, whoever's doing it is: {@link dev.ringfence.snapshot.SnapshotPart#MACHINE}. */
    public Reading<MachineDelta> machine() {
        return Pair.of(before.machine(), after.machine(), MachineDelta::new);
    }

    /** Returns how many more files the machine has open, in all processes. */
    public Reading<Long> openFilesOfMachine() {
        return Pair.of(openFiles(before), openFiles(after), (was, is) -> is - was);
    }

    private static Reading<Long> openFiles(StateSnapshot state) {
        if (!(state.machine() instanceof Reading.Value<MachineSnapshot> machine))
            return state.machine().map(never -> 0L);
        return machine.read().openFiles().map(FileCounts::open);
    }

    /** Returns how many bytes the machine wrote to its swap areas, of all processes: {@code pswpout} of {@code vmstat}. */
    public Reading<Long> swappedOutByMachine() {
        return Pair.of(swappedOut(before), swappedOut(after), (was, is) -> is - was);
    }

    private static Reading<Long> swappedOut(StateSnapshot state) {
        if (!(state.machine() instanceof Reading.Value<MachineSnapshot> machine))
            return state.machine().map(never -> 0L);
        if (!(machine.read().units() instanceof Reading.Value<MachineUnits> units))
            return machine.read().units().map(never -> 0L);
        Reading<VirtualMemoryCounters> counters = machine.read().virtualMemory();
        return counters instanceof Reading.Value<VirtualMemoryCounters> known
                ? known.read().of("pswpout").map(pages -> pages * units.read().pageBytes())
                : counters.map(never -> 0L);
    }
}
