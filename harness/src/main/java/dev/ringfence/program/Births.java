package dev.ringfence.program;

import dev.ringfence.trace.stop.Stop;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in new threads. The kernel attaches us to them; their first stop may come before the event of who made them, and who
 * made them may be gone before it comes.
 */
final class Births {
    private final Tracees tracees;
    private final Events events;
    private final IntConsumer tell;
    /** Announced, and not seen yet. */
    private final Set<Integer> expected = new HashSet<>();
    /** Seen before they were announced. */
    private final Set<Integer> early = new HashSet<>();

    Births(Tracees tracees, Events events, IntConsumer tell) {
        this.tracees = tracees;
        this.events = events;
        this.tell = tell;
    }

    /** Takes note of a thread that another one has made. */
    void announced(int tid) {
        if (!early.remove(tid)) expected.add(tid);
    }

    /** Returns whether a thread is traced that has not stopped yet, so that nobody knows it. */
    boolean anyExpected() {
        return !expected.isEmpty();
    }

    /** Forgets those who cannot come any more. */
    void clear() {
        expected.clear();
    }

    /** Returns the tracee of a first stop; null for a thread whose end is all that was seen of it. */
    @Nullable
    Tracee first(int tid, Stop stop) {
        if (!expected.remove(tid)) early.add(tid);
        if (stop instanceof Stop.Exited || stop instanceof Stop.Killed) return null;
        Tracee tracee = tracees.add(tid);
        tell.accept(tid);
        events.attached(tracee);
        return tracee;
    }
}
