package dev.ringfence.trace;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All tracees, by thread id. The set of processes may be read by any thread; all else is confined to the tracer's. */
final class TraceeTable {
    private final Map<Integer, Tracee> threads = new HashMap<>();
    private final Map<Integer, ProcessInfo> processes = new ConcurrentHashMap<>();

    @Nullable
    Tracee thread(int tid) {
        return threads.get(tid);
    }

    @Nullable
    ProcessInfo process(int pid) {
        return processes.get(pid);
    }

    Tracee add(int tid, int pid) {
        Tracee tracee = threads.computeIfAbsent(tid, id -> new Tracee(id, pid));
        return tracee;
    }

    ProcessInfo addProcess(int pid, boolean runsProgram) {
        return processes.computeIfAbsent(pid, id -> new ProcessInfo(id, runsProgram));
    }

    @Nullable
    Tracee remove(int tid) {
        return threads.remove(tid);
    }

    void removeProcess(int pid) {
        processes.remove(pid);
        threads.values().removeIf(tracee -> tracee.pid == pid);
    }

    /** Removes the threads that an exec ended: execve(2): "all threads other than the calling thread are destroyed". */
    List<Tracee> retainLeader(int pid) {
        List<Tracee> vanished = threads.values().stream()
                .filter(tracee -> tracee.pid == pid && tracee.tid != pid)
                .toList();
        vanished.forEach(tracee -> threads.remove(tracee.tid));
        return vanished;
    }

    /** Returns those of some threads that are a process's. */
    Set<Integer> threadsOf(int pid, Set<Integer> tids) {
        return threads.values().stream()
                .filter(tracee -> tracee.pid == pid && tids.contains(tracee.tid))
                .map(tracee -> tracee.tid)
                .collect(Collectors.toSet());
    }

    Collection<Tracee> threads() {
        return threads.values();
    }

    boolean isEmpty() {
        return threads.isEmpty();
    }

    /** Returns the processes that are traced now. */
    Set<Integer> pids() {
        return Set.copyOf(processes.keySet());
    }
}
