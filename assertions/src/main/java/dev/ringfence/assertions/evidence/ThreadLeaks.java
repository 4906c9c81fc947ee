package dev.ringfence.assertions.evidence;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.snapshot.delta.ProcessDelta;
import dev.ringfence.snapshot.delta.StateDelta;
import dev.ringfence.snapshot.delta.TaskChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The threads that one window left running.
 *
 * @param recording the recording
 * @param leaks threads of the application that were started in it, in the order of their start
 * @param allowed how many more there are that are allowed
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ThreadLeaks(Recording recording, List<ThreadLeak> leaks, int allowed) implements Grown<ThreadLeaks> {
    public ThreadLeaks {
        Objects.requireNonNull(recording, "recording");
        leaks = List.copyOf(leaks);
    }

    /** Returns the threads that a recording's window left. Those of the virtual machine and of the harness are not its doing. */
    public static ThreadLeaks in(Recording recording, List<Allowance> allowances) {
        List<ThreadLeak> all = recording.threads().stream()
                .filter(thread -> thread.actor().kind().isJudged())
                .map(ThreadLeak::of)
                .toList();
        List<ThreadLeak> refused = all.stream()
                .filter(leak ->
                        allowances.stream().noneMatch(allowance -> leak.names().anyMatch(allowance.glob()::matches)))
                .toList();
        return new ThreadLeaks(recording, refused, all.size() - refused.size());
    }

    /** Returns those of threads with such names alone. */
    public ThreadLeaks ofThreads(Glob names) {
        return new ThreadLeaks(
                recording,
                leaks.stream()
                        .filter(leak -> names.matches(leak.thread().actor().name()))
                        .toList(),
                allowed);
    }

    /**
     * Returns the threads of the worker that {@code /proc} shows to be new, and that nobody knows anything of; or why that
     * cannot be told.
     */
    public static Reading<List<TaskChange>> unknownIn(Recording recording) {
        WindowStates states = recording.states();
        if (states == null) return new Reading.Absent<>("the threads were not captured");
        Reading<ProcessDelta> worker = new StateDelta(states.opened(), states.settled()).process(recording.workerPid());
        if (!(worker instanceof Reading.Value<ProcessDelta> delta)) return worker.map(never -> List.of());
        return delta.read()
                .threadsStarted()
                .map(started -> started.stream()
                        .filter(thread -> recording.threads().stream().noneMatch(left -> isSame(left, thread)))
                        .toList());
    }

    private static boolean isSame(LeftThread left, TaskChange thread) {
        return left.actor().thread().value() == thread.tid()
                && left.startedAfterBoot().equals(thread.startedAfterBoot());
    }

    /** Returns how many threads the worker had at one end of the window, if that is known. */
    public static Reading<Integer> count(Recording recording, StateSnapshot state) {
        Reading<ProcessSnapshot> worker = state.process(recording.workerPid());
        return worker instanceof Reading.Value<ProcessSnapshot> known
                ? known.read().threads().map(List::size)
                : worker.map(never -> 0);
    }

    @Override
    public boolean isEmpty() {
        return leaks.isEmpty();
    }

    /** Returns the leaks by where they were started, in the order of the first of each. */
    public Map<Site, List<ThreadLeak>> bySite() {
        Map<Site, List<ThreadLeak>> bySite = new LinkedHashMap<>();
        leaks.forEach(leak ->
                bySite.computeIfAbsent(leak.site(), site -> new ArrayList<>()).add(leak));
        return bySite;
    }

    @Override
    public Growth growth() {
        return growth(leaks);
    }

    @Override
    public Growth growthStillThereIn(Recording later) {
        return growth(
                leaks.stream().filter(leak -> !hasEndedIn(later, leak.thread())).toList());
    }

    /** One whose end is not known is taken to be there. */
    private static boolean hasEndedIn(Recording later, LeftThread thread) {
        WindowStates states = later.states();
        if (states == null) return false;
        Reading<ProcessSnapshot> worker = states.settled().process(later.workerPid());
        if (!(worker instanceof Reading.Value<ProcessSnapshot> known)) return false;
        int tid = thread.actor().thread().value();
        Reading<List<Integer>> threads = known.read().threads();
        if (!(threads instanceof Reading.Value<List<Integer>> all)) return false;
        boolean sameStart = known.read()
                .statistics(tid)
                .value()
                .map(statistics -> statistics.startedAfterBoot().equals(thread.startedAfterBoot()))
                .orElse(true);
        return !all.read().contains(tid) || !sameStart;
    }

    private static Growth growth(List<ThreadLeak> leaks) {
        Map<Site, Integer> bySite = new LinkedHashMap<>();
        leaks.forEach(leak -> bySite.merge(leak.site(), 1, Integer::sum));
        return new Growth(bySite);
    }

    @Override
    public ThreadLeaks onlyAt(Set<Site> sites) {
        List<ThreadLeak> some =
                leaks.stream().filter(leak -> sites.contains(leak.site())).toList();
        return some.isEmpty() ? this : new ThreadLeaks(recording, some, allowed);
    }

    @Override
    public String noun() {
        return "threads";
    }
}
