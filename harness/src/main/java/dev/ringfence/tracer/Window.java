package dev.ringfence.tracer;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Ledger;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.StateSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one window has seen so far. Confined to the tracer thread. */
final class Window {
    final int number;
    final int testThread;
    final long startNanos;
    final FdSnapshot before;
    final StateSnapshot opened;
    /** What is different of other threads of the program after they have run. */
    final Map<Integer, String> runsBefore;

    private @Nullable StateSnapshot closed;
    private final Map<Integer, ThreadStart> threadStarts = new HashMap<>();
    private final Set<Integer> endedProcesses = new HashSet<>();
    private final Set<Integer> closingAtStart;
    private final int eventLimit;
    private final EventSpill spill;
    private final Ledger ledger;
    private final List<TraceEvent> events;
    private final Map<CountKey, Count> counts;
    private final Set<String> gaps;
    /** What the window before this one had left open and was closed before this one opened. */
    private final Map<Integer, Ending.Closed> closedBefore = new HashMap<>();
    /** Threads and processes born in the window that are alive, by thread id. */
    private final Set<Integer> alive;

    private long spilled;
    private long dropped;
    private long lastActivityNanos;
    private long endNanos;
    private boolean soFar;

    private record CountKey(String name, Scope scope) {}

    private static final class Count {
        private long calls;
        private long failures;
        private long timed;
        private long nanos;

        Count copy() {
            Count copy = new Count();
            copy.calls = calls;
            copy.failures = failures;
            copy.timed = timed;
            copy.nanos = nanos;
            return copy;
        }
    }

    /** How many events a window keeps in memory, and the file for the others. */
    record Capacity(int events, Path file) {}

    /** What there was when it opened. */
    record Beginning(FdSnapshot descriptors, Set<Integer> closing, StateSnapshot state, Map<Integer, String> runs) {}

    Window(int number, int testThread, Pid worker, Beginning beginning, Capacity capacity) {
        this.number = number;
        this.testThread = testThread;
        this.before = beginning.descriptors();
        this.startNanos = before.atNanos();
        this.closingAtStart = beginning.closing();
        this.opened = beginning.state();
        this.runsBefore = beginning.runs();
        this.eventLimit = capacity.events();
        this.spill = new EventSpill(capacity.file());
        // Each of these lives has two events: where one is dropped, events were spilled.
        this.ledger = new Ledger(worker, before.targets().keySet(), eventLimit / 2);
        this.events = new ArrayList<>();
        this.counts = new HashMap<>();
        this.gaps = new LinkedHashSet<>();
        this.alive = new HashSet<>();
    }

    private Window(Window other) {
        this.number = other.number;
        this.testThread = other.testThread;
        this.startNanos = other.startNanos;
        this.before = other.before;
        this.opened = other.opened;
        this.runsBefore = other.runsBefore;
        this.threadStarts.putAll(other.threadStarts);
        this.endedProcesses.addAll(other.endedProcesses);
        this.closingAtStart = other.closingAtStart;
        this.eventLimit = other.eventLimit;
        this.spill = other.spill;
        spill.share();
        this.ledger = other.ledger.copy();
        this.events = new ArrayList<>(other.events);
        this.counts = new HashMap<>();
        other.counts.forEach((key, value) -> counts.put(key, value.copy()));
        this.gaps = new LinkedHashSet<>(other.gaps);
        this.alive = new HashSet<>(other.alive);
        this.spilled = other.spilled;
        this.dropped = other.dropped;
        this.lastActivityNanos = other.lastActivityNanos;
        this.closedBefore.putAll(other.closedBefore);
    }

    /** Returns a window that ends at the marker it is copied for, while this one stays open. */
    Window soFar() {
        Window copy = new Window(this);
        copy.soFar = true;
        return copy;
    }

    boolean isSoFar() {
        return soFar;
    }

    void end(long nanos, StateSnapshot state) {
        endNanos = nanos;
        closed = state;
        lastActivityNanos = nanos;
    }

    long endNanos() {
        return endNanos;
    }

    long lastActivityNanos() {
        return lastActivityNanos;
    }

    void apply(TraceEvent event) {
        if (event instanceof ProcessEnded end) {
            endedProcesses.add(end.process().value());
        } else if (event instanceof ProcessStarted start) {
            endedProcesses.remove(start.child().value());
        }
        if (event instanceof SyscallEvent call) {
            count(call);
            if (!wasUnderWay(call)) {
                ledger.apply(call);
            }
            if (call.scope().isJudged()) {
                lastActivityNanos = call.atNanos();
            }
        }
        if (events.size() < eventLimit) {
            events.add(event);
        } else if (dropped == 0 && spill.write(spilled, event)) {
            spilled++;
        } else {
            dropped++;
        }
    }

    /** A call entered before the window opened whose descriptor the first snapshot shows: that one is from before. */
    private boolean wasUnderWay(SyscallEvent call) {
        if (call.atNanos() >= startNanos) {
            return false;
        }
        if (call.effect() instanceof FdEffect.Created created) {
            return created.fds().stream().allMatch(fd -> before.targets().containsKey(fd.value()));
        }
        return call.effect() instanceof FdEffect.Duplicated copied
                && before.targets().containsKey(copied.to().value());
    }

    private void count(SyscallEvent call) {
        Count count = counts.computeIfAbsent(new CountKey(call.name(), call.scope()), key -> new Count());
        count.calls++;
        if (call.failed()) {
            count.failures++;
        }
        Duration inCall = call.inCall();
        if (inCall != null) {
            count.timed++;
            count.nanos += inCall.toNanos();
        }
    }

    void closedBefore(Map<Integer, Ending.Closed> closed) {
        closedBefore.putAll(closed);
    }

    /** Returns the lives of what an earlier window left open and the program or the collector closed before this one. */
    List<DescriptorLife> livesBefore() {
        return closedBefore.entrySet().stream()
                .map(entry -> new DescriptorLife(
                        new Fd(entry.getKey()), FdKind.OTHER, new Opening.Before(), entry.getValue()))
                .toList();
    }

    void gap(String text) {
        gaps.add(text);
    }

    StateSnapshot closed() {
        StateSnapshot state = closed;
        if (state == null) {
            throw new IllegalStateException("window " + number + " has not ended");
        }
        return state;
    }

    /** Returns the processes that ended in the window. */
    Set<Integer> endedProcesses() {
        return endedProcesses;
    }

    void threadStarted(ThreadStart start) {
        threadStarts.put(start.thread().value(), start);
    }

    Map<Integer, ThreadStart> threadStarts() {
        return threadStarts;
    }

    void born(int tid, long nanos) {
        alive.add(tid);
        lastActivityNanos = nanos;
    }

    void ended(int tid, long nanos) {
        if (alive.remove(tid)) {
            lastActivityNanos = nanos;
        }
    }

    /** Numbers of which a close was under way when the window opened. */
    Set<Integer> closingAtStart() {
        return closingAtStart;
    }

    Set<Integer> alive() {
        return alive;
    }

    Ledger ledger() {
        return ledger;
    }

    List<TraceEvent> events() {
        return events;
    }

    /** Returns the events beyond those, null for none. */
    @Nullable
    SpilledEvents spilled() {
        SpilledEvents file = spill.first(spilled);
        if (file == null) {
            dropped += spilled;
            spilled = 0;
        }
        return file;
    }

    long dropped() {
        return dropped;
    }

    /** Returns why events were dropped. */
    Optional<String> spillFailure() {
        return spill.failure();
    }

    /** Nothing is added any more. */
    void release() {
        spill.release();
    }

    Set<String> gaps() {
        return gaps;
    }

    List<CallCount> counts() {
        return counts.entrySet().stream()
                .map(entry -> new CallCount(
                        entry.getKey().name(),
                        entry.getKey().scope(),
                        entry.getValue().calls,
                        entry.getValue().failures,
                        entry.getValue().timed,
                        Duration.ofNanos(entry.getValue().nanos)))
                .sorted(java.util.Comparator.comparing(CallCount::name).thenComparing(CallCount::scope))
                .toList();
    }
}
