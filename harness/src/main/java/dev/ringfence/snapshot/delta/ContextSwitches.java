package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How often the threads of a process were switched between two snapshots: {@code status} of each. A thread that is new is
 * counted from its start on.
 *
 * @param threads those that are in the second snapshot
 * @param ended those that are not: in no file is how often they were switched
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ContextSwitches(List<OfThread> threads, List<TaskChange> ended) {
    public ContextSwitches {
        threads = List.copyOf(threads);
        ended = List.copyOf(ended);
    }

    /**
     * How often one thread was switched.
     *
     * @param thread the thread
     * @param voluntary how often it waited for something
     * @param involuntary how often the processor was taken from it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record OfThread(TaskChange thread, long voluntary, long involuntary) {
        public OfThread {
            Objects.requireNonNull(thread, "thread");
        }

        /** Returns both together. */
        public long total() {
            return voluntary + involuntary;
        }

        private OfThread since(OfThread before) {
            return new OfThread(thread, voluntary - before.voluntary, involuntary - before.involuntary);
        }
    }

    static Reading<ContextSwitches> between(
            ProcessSnapshot before, List<TaskChange> was, ProcessSnapshot after, List<TaskChange> is) {
        return Pair.of(
                all(before, was),
                all(after, is),
                (old, now) -> new ContextSwitches(
                        now.stream().map(each -> since(old, each)).toList(),
                        Pair.without(was, is, TaskChange::identity)));
    }

    private static OfThread since(List<OfThread> old, OfThread now) {
        Optional<OfThread> before = old.stream()
                .filter(each -> each.thread().identity().equals(now.thread().identity()))
                .findAny();
        return before.map(now::since).orElse(now);
    }

    private static Reading<List<OfThread>> all(ProcessSnapshot process, List<TaskChange> threads) {
        List<OfThread> all = new ArrayList<>();
        for (TaskChange thread : threads) {
            Reading<OfThread> one = of(process, thread);
            if (!(one instanceof Reading.Value<OfThread> known)) return one.map(never -> List.of());
            all.add(known.read());
        }
        return new Reading.Value<>(all);
    }

    private static Reading<OfThread> of(ProcessSnapshot process, TaskChange thread) {
        Reading<TaskStatus> status = process.status(thread.tid());
        if (!(status instanceof Reading.Value<TaskStatus> known))
            return status.map(never -> new OfThread(thread, 0, 0));
        return Pair.of(
                known.read().voluntarySwitches(),
                known.read().involuntarySwitches(),
                (voluntary, involuntary) -> new OfThread(thread, voluntary, involuntary));
    }
}
