package dev.ringfence.snapshot;

import dev.ringfence.kernelfs.Reading;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What {@code /proc} said of all traced processes at a moment.
 *
 * @param atNanos when, on the monotonic clock, since the trace began
 * @param tookNanos how long it took to read
 * @param parts what was asked for beside what is always read
 * @param processes the worker, and the processes that came from it and were alive
 * @param machine the machine; absent where it was not asked for
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StateSnapshot(
        long atNanos,
        long tookNanos,
        Set<SnapshotPart> parts,
        List<ProcessSnapshot> processes,
        Reading<MachineSnapshot> machine) {

    public StateSnapshot {
        parts = parts.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(parts));
        processes = List.copyOf(processes);
        Objects.requireNonNull(machine, "machine");
    }

    /** Returns what was captured of a process. */
    public Reading<ProcessSnapshot> process(int pid) {
        return processes.stream()
                .filter(process -> process.pid() == pid)
                .findAny()
                .<Reading<ProcessSnapshot>>map(Reading.Value::new)
                .orElseGet(() -> new Reading.Absent<>("process " + pid + " was not captured"));
    }
}
