package dev.ringfence.tracer;

import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.Pid;
import dev.ringfence.event.Scope;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Ledger;
import dev.ringfence.ledger.Opening;
import dev.ringfence.recording.CallCount;
import dev.ringfence.snapshot.FdSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one window has seen so far. Confined to the tracer thread. */
final class Window {
    final int number;
    final int testThread;
    final long startNanos;
    final FdSnapshot before;
    private final Set<Integer> closingAtStart;
    private final int eventLimit;
    private final Ledger ledger;
    private final List<TraceEvent> events;
    private final Map<CountKey, long[]> counts;
    private final Set<String> gaps;
    /** What the window before this one had left open and was closed before this one opened. */
    private final Map<Integer, Ending.Closed> closedBefore = new HashMap<>();
    /** Threads and processes born in the window that are alive, by thread id. */
    private final Set<Integer> alive;

    private long dropped;
    private long lastActivityNanos;
    private long endNanos;
    private boolean soFar;

    private record CountKey(String name, Scope scope) {}

    Window(int number, int testThread, Pid worker, FdSnapshot before, Set<Integer> closingAtStart, int eventLimit) {
        this.number = number;
        this.testThread = testThread;
        this.startNanos = before.atNanos();
        this.before = before;
        this.closingAtStart = closingAtStart;
        this.eventLimit = eventLimit;
        // Each of these lives has two events: where one is dropped, events were, and the recording says so.
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
        this.closingAtStart = other.closingAtStart;
        this.eventLimit = other.eventLimit;
        this.ledger = other.ledger.copy();
        this.events = new ArrayList<>(other.events);
        this.counts = new HashMap<>();
        other.counts.forEach((key, value) -> counts.put(key, value.clone()));
        this.gaps = new LinkedHashSet<>(other.gaps);
        this.alive = new HashSet<>(other.alive);
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

    void end(long nanos) {
        endNanos = nanos;
        lastActivityNanos = nanos;
    }

    long endNanos() {
        return endNanos;
    }

    long lastActivityNanos() {
        return lastActivityNanos;
    }

    void apply(TraceEvent event) {
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
        long[] count = counts.computeIfAbsent(new CountKey(call.name(), call.scope()), key -> new long[2]);
        count[0]++;
        if (call.failed()) {
            count[1]++;
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

    long dropped() {
        return dropped;
    }

    Set<String> gaps() {
        return gaps;
    }

    List<CallCount> counts() {
        return counts.entrySet().stream()
                .map(entry -> new CallCount(
                        entry.getKey().name(), entry.getKey().scope(), entry.getValue()[0], entry.getValue()[1]))
                .sorted(java.util.Comparator.comparing(CallCount::name).thenComparing(CallCount::scope))
                .toList();
    }
}
