package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.machine.FileCounts;
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

    /** Returns how many more files the machine has open, in all processes. */
    public Reading<Long> openFilesOfMachine() {
        return Pair.of(openFiles(before), openFiles(after), (was, is) -> is - was);
    }

    private static Reading<Long> openFiles(StateSnapshot state) {
        if (!(state.machine() instanceof Reading.Value<MachineSnapshot> machine))
            return state.machine().map(never -> 0L);
        return machine.read().openFiles().map(FileCounts::open);
    }
}
