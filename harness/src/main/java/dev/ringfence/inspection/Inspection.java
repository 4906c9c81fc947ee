package dev.ringfence.inspection;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.machine.MachineStatistics;
import dev.ringfence.kernelfs.proc.machine.Uptime;
import dev.ringfence.snapshot.MachineSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code /proc} said of a process at a moment, verbatim, and of its parent and its children.
 *
 * @param at when it was taken
 * @param state the process first; the others in any order
 */
public record Inspection(Instant at, StateSnapshot state) {
    public Inspection {
        if (state.processes().isEmpty()) throw new IllegalArgumentException("state: has no process");
    }

    /** Returns what was captured of the process. */
    public ProcessSnapshot process() {
        return state.processes().get(0);
    }

    /** Returns its parent, where it was there to be captured. */
    public Optional<ProcessSnapshot> parent() {
        Optional<Integer> pid =
                process().statistics().value().map(stat -> stat.family().parent());
        return pid.flatMap(parent -> state.process(parent).value());
    }

    /** Returns the processes that it is the parent of, and that have not been waited for. */
    public List<ProcessSnapshot> children() {
        return state.processes().stream()
                .skip(1)
                .filter(other -> isChild(other.statistics()))
                .toList();
    }

    private boolean isChild(Reading<TaskStatistics> stat) {
        return stat.value()
                .map(known -> known.family().parent() == process().pid())
                .orElse(false);
    }

    /** Returns when the process was started. */
    public Reading<Instant> started() {
        Reading<MachineStatistics> machine = flat(state.machine().map(MachineSnapshot::statistics));
        if (!(machine instanceof Reading.Value<MachineStatistics> known)) return machine.map(never -> at);
        return process().statistics().map(stat -> known.read().bootTime().plus(stat.startedAfterBoot()));
    }

    /** Returns for how long the process has been there. */
    public Reading<Duration> age() {
        Reading<Uptime> uptime = flat(state.machine().map(MachineSnapshot::uptime));
        if (!(uptime instanceof Reading.Value<Uptime> known)) return uptime.map(Uptime::up);
        return process().statistics().map(stat -> known.read().up().minus(stat.startedAfterBoot()));
    }

    /** Returns what a reading of a reading says. */
    static <T> Reading<T> flat(Reading<Reading<T>> reading) {
        if (reading instanceof Reading.Value<Reading<T>> value) return value.read();
        if (reading instanceof Reading.Absent<Reading<T>> absent) return new Reading.Absent<>(absent.reason());
        return new Reading.Failed<>(reading.fault());
    }
}
