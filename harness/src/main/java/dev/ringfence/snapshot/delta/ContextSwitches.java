package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How often the threads of a process left a processor between two snapshots. The kernel counts for each thread, and forgets a
 * thread that has ended: of those that ended, or began and ended, nothing is known, so a sum is what there was at least.
 *
 * @param threads those that are in the second snapshot, in the order of their ids; of one that was started since, all
 * @param notCounted those that ended before they were read the second time, or while they were read
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5), voluntary_ctxt_switches</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ContextSwitches(List<OfThread> threads, List<TaskChange> notCounted) {
    public ContextSwitches {
        threads = List.copyOf(threads);
        notCounted = List.copyOf(notCounted);
    }

    /**
     * Of one thread.
     *
     * @param thread as it is called at the end
     * @param voluntary how often it gave a processor up, to wait for something
     * @param involuntary how often a processor was taken from it, for another
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record OfThread(TaskChange thread, long voluntary, long involuntary) {

        /** Returns both together. */
        public long total() {
            return voluntary + involuntary;
        }
    }

    /** Returns how often processors were given up, at least. */
    public long voluntaryAtLeast() {
        return threads.stream().mapToLong(OfThread::voluntary).sum();
    }

    /** Returns how often processors were taken, at least. */
    public long involuntaryAtLeast() {
        return threads.stream().mapToLong(OfThread::involuntary).sum();
    }

    static Reading<ContextSwitches> between(ProcessSnapshot before, ProcessSnapshot after) {
        return Pair.of(Counted.of(before), Counted.of(after), Counted::until);
    }

    /** What the threads of a snapshot had counted; those that ended while they were read are in the list alone. */
    private record Counted(List<TaskChange> all, Map<Object, OfThread> counts) {

        static Reading<Counted> of(ProcessSnapshot process) {
            return TaskChange.listOf(process).flatMap(threads -> of(process, threads));
        }

        private static Reading<Counted> of(ProcessSnapshot process, List<TaskChange> threads) {
            Map<Object, OfThread> counts = new HashMap<>();
            for (TaskChange thread : threads) {
                String file = "task/" + thread.tid() + "/status";
                if (!process.files().containsKey(file)) return new Reading.Absent<>(file + " was not captured");
                Reading<TaskStatus> status = process.status(thread.tid());
                if (status instanceof Reading.Absent) continue;
                Reading<OfThread> counted = status.flatMap(known -> Pair.of(
                        known.voluntarySwitches(),
                        known.involuntarySwitches(),
                        (voluntary, involuntary) -> new OfThread(thread, voluntary, involuntary)));
                if (!(counted instanceof Reading.Value<OfThread> value))
                    return counted.map(never -> new Counted(List.of(), Map.of()));
                counts.put(thread.identity(), value.read());
            }
            return new Reading.Value<>(new Counted(threads, counts));
        }

        ContextSwitches until(Counted after) {
            List<OfThread> threads = new ArrayList<>();
            List<TaskChange> others = new ArrayList<>(Pair.without(all, after.all, TaskChange::identity));
            List<Object> known = all.stream().map(TaskChange::identity).toList();
            for (TaskChange thread : after.all) {
                Object identity = thread.identity();
                OfThread is = after.counts.get(identity);
                OfThread was = known.contains(identity) ? counts.get(identity) : new OfThread(thread, 0, 0);
                if (is == null || was == null) others.add(thread);
                else threads.add(new OfThread(thread, is.voluntary - was.voluntary, is.involuntary - was.involuntary));
            }
            return new ContextSwitches(threads, others);
        }
    }
}
