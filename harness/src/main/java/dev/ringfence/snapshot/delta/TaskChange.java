package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A thread that is in a snapshot.
 *
 * @param tid its id
 * @param name its name in the kernel, at most 15 bytes
 * @param startedAfterBoot from boot to its start: ids are given out again
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TaskChange(int tid, String name, Duration startedAfterBoot) {
    public TaskChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(startedAfterBoot, "startedAfterBoot");
    }

    /** Returns the threads of a process that have not ended. */
    static Reading<List<TaskChange>> listOf(ProcessSnapshot process) {
        if (!(process.threads() instanceof Reading.Value<List<Integer>> known))
            return process.threads().map(never -> List.of());
        List<TaskChange> threads = new ArrayList<>();
        for (int tid : known.read()) {
            Reading<TaskStatistics> statistics = process.statistics(tid);
            if (statistics instanceof Reading.Failed<TaskStatistics> failed)
                return new Reading.Failed<>(failed.error());
            // One that is absent ended while the others were read.
            statistics.value().filter(TaskChange::isAlive).ifPresent(thread -> threads.add(of(tid, thread)));
        }
        return new Reading.Value<>(threads);
    }

    private static boolean isAlive(TaskStatistics task) {
        return task.state() != TaskState.ZOMBIE && task.state() != TaskState.DEAD;
    }

    private static TaskChange of(int tid, TaskStatistics statistics) {
        return new TaskChange(tid, statistics.comm(), statistics.startedAfterBoot());
    }

    /** A thread may change its name. */
    Object identity() {
        return List.of(tid, startedAfterBoot);
    }
}
