package dev.ringfence.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All threads that are traced, by id. */
final class Tracees {
    private final Map<Integer, Tracee> threads = new HashMap<>();
    /** The one asked for last: most stops come from the same thread as the one before. */
    private @Nullable Tracee last;

    @Nullable
    Tracee find(int tid) {
        Tracee cached = last;
        if (cached != null && cached.tid == tid) return cached;
        Tracee found = threads.get(tid);
        if (found != null) last = found;
        return found;
    }

    Tracee add(int tid) {
        Tracee tracee = new Tracee(tid);
        threads.put(tid, tracee);
        return tracee;
    }

    void remove(int tid) {
        Tracee removed = threads.remove(tid);
        if (removed != null) removed.release();
        last = null;
    }

    void clear() {
        threads.values().forEach(Tracee::release);
        threads.clear();
        last = null;
    }

    int size() {
        return threads.size();
    }

    boolean isEmpty() {
        return threads.isEmpty();
    }

    Collection<Tracee> all() {
        return List.copyOf(threads.values());
    }
}
