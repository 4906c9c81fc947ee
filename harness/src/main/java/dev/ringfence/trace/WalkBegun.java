package dev.ringfence.trace;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskIds;
import dev.ringfence.kernelfs.proc.TaskStat;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells whether HotSpot waits for a thread that it wants to walk: who does, sleeps for microseconds, again and again. Up to
 * JDK 18 that is the VM thread, at a safepoint; from JDK 19 on the thread that asks, in a handshake.
 */
final class WalkBegun {
    private static final Path PROC = Path.of("/proc");
    private static final String VM_THREAD = "VM Thread";
    /** Of the harness; the kernel has cut the name of its thread. */
    private static final String SAMPLER = "ringfence-stack";

    private final int workerPid;
    private List<Integer> waiting = List.of();

    WalkBegun(int workerPid) {
        this.workerPid = workerPid;
    }

    boolean hasBegun() {
        if (waiting.isEmpty()) {
            waiting = find();
        }
        return waiting.stream().anyMatch(BlockedIn::sleep);
    }

    private List<Integer> find() {
        Reading<List<Integer>> threads = TaskIds.ofThreads(TaskDirectory.process(PROC, workerPid));
        return threads.value().orElse(List.of()).stream()
                .filter(tid -> TaskStat.readComm(PROC, workerPid, tid)
                        .value()
                        .filter(name -> name.equals(VM_THREAD) || name.startsWith(SAMPLER))
                        .isPresent())
                .toList();
    }
}
