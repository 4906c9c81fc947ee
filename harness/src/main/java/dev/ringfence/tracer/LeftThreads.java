package dev.ringfence.tracer;

import dev.ringfence.event.ThreadStart;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskState;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.trace.ThreadInquiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the threads of the worker that are there at the end of a window, and were not at its beginning. Pure. */
final class LeftThreads {
    private final int workerPid;
    private final StateSnapshot opened;

    LeftThreads(int workerPid, StateSnapshot opened) {
        this.workerPid = workerPid;
        this.opened = opened;
    }

    List<LeftThread> in(StateSnapshot settled, ThreadInquiry inquiry, Map<Integer, ThreadStart> starts) {
        List<LeftThread> left = new ArrayList<>();
        ProcessSnapshot worker = settled.process(workerPid).value().orElse(null);
        if (worker == null) return left;
        for (int tid : worker.threads().value().orElse(List.of())) {
            Optional<Duration> born = startOf(worker, tid);
            ThreadInquiry.Told told = inquiry.told(tid);
            if (born.isEmpty() || told == null || born.equals(before(tid))) continue;
            left.add(new LeftThread(told.actor(), born.get(), told.stack(), starts.get(tid)));
        }
        return left;
    }

    private Optional<Duration> before(int tid) {
        return opened.process(workerPid).value().flatMap(worker -> startOf(worker, tid));
    }

    private static Optional<Duration> startOf(ProcessSnapshot worker, int tid) {
        Reading<TaskStatistics> statistics = worker.statistics(tid);
        return statistics.value().filter(LeftThreads::isAlive).map(TaskStatistics::startedAfterBoot);
    }

    /** A traced thread that has ended is there until the tracer has waited for it. */
    private static boolean isAlive(TaskStatistics thread) {
        return thread.state() != TaskState.ZOMBIE && thread.state() != TaskState.DEAD;
    }
}
