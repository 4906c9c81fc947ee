package dev.ringfence.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * New tracees whose first stop came before the event of the parent that made them: ptrace(2) promises no order. They stay
 * stopped until it has come, or what they do would be seen before their birth. A parent that is killed at that moment tells
 * nothing, so each has a deadline, and is not held again after it. Confined to the tracer thread.
 */
final class EarlyTracees {
    /** The parent stops a moment later; on a busy machine its tracer is told of many other stops first. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LongSupplier clock;
    private final Map<Integer, Long> deadlines = new HashMap<>();
    private final Set<Integer> givenUp = new HashSet<>();

    /**
     * Makes an empty one.
     *
     * @param clock nanoseconds, as {@link System#nanoTime()}
     */
    EarlyTracees(LongSupplier clock) {
        this.clock = clock;
    }

    boolean isEmpty() {
        return deadlines.isEmpty();
    }

    /** A tracee that nobody has told of is stopped. Returns whether it is to stay so; it was waited for in vain otherwise. */
    boolean hold(int tid) {
        if (givenUp.contains(tid)) {
            return false;
        }
        deadlines.put(tid, clock.getAsLong() + PATIENCE_NANOS);
        return true;
    }

    /** A parent has told of this one. Returns it if it is to go on now. */
    List<Integer> told(int tid) {
        givenUp.remove(tid);
        return deadlines.remove(tid) == null ? List.of() : List.of(tid);
    }

    /** Returns those whose parent has not told of them in time. */
    List<Integer> overdue() {
        if (deadlines.isEmpty()) {
            return List.of();
        }
        long now = clock.getAsLong();
        List<Integer> overdue = deadlines.entrySet().stream()
                .filter(each -> now - each.getValue() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(deadlines::remove);
        givenUp.addAll(overdue);
        return overdue;
    }

    /** A tracee is gone. */
    void forget(int tid) {
        givenUp.remove(tid);
        deadlines.remove(tid);
    }
}
