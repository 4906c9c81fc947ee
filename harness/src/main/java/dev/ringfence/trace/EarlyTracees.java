package dev.ringfence.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * New tracees whose first stop came before the event of the parent that made them: ptrace(2) promises no order. They stay
 * stopped until it has come, or what they do would be seen before their birth. A parent that is killed at that moment tells
 * nothing, so each has a deadline. Confined to the tracer thread.
 */
final class EarlyTracees {
    /** The parent stops a moment later; on a busy machine its tracer is told of many other stops first. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Integer, Long> deadlines = new HashMap<>();

    boolean isEmpty() {
        return deadlines.isEmpty();
    }

    /** A tracee stays stopped. */
    void hold(int tid) {
        deadlines.put(tid, System.nanoTime() + PATIENCE_NANOS);
    }

    /** A parent has told of this one. Returns it if it is to go on now. */
    List<Integer> told(int tid) {
        return deadlines.remove(tid) == null ? List.of() : List.of(tid);
    }

    /** Returns those whose parent has not told of them in time. */
    List<Integer> overdue() {
        if (deadlines.isEmpty()) {
            return List.of();
        }
        long now = System.nanoTime();
        List<Integer> overdue = deadlines.entrySet().stream()
                .filter(each -> now - each.getValue() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(deadlines::remove);
        return overdue;
    }

    /** A tracee is gone. */
    void forget(int tid) {
        deadlines.remove(tid);
    }
}
