package dev.ringfence.program;

import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.hotspot.FrameAsker;
import dev.ringfence.hotspot.Jvm;
import dev.ringfence.hotspot.Memory;
import dev.ringfence.hotspot.ThreadStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Knows which of the processes are virtual machines, each with who asks it. Confined to the tracer thread. */
final class Jvms {
    private static final Path PROC = Path.of("/proc");
    /** A virtual machine takes longer than this from the loading of its library to its first line of Java. */
    private static final long NEXT_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final NativeProcess processes;
    private final Map<Integer, Asked> known = new HashMap<>();
    /** When to look again at a process that was none at the last look. */
    private final Map<Integer, Long> nextLooks = new HashMap<>();
    /** Those whose process is no more, or another, and who may have something left to do. */
    private final List<FrameAsker> former = new ArrayList<>();

    /**
     * A virtual machine.
     *
     * @param linker where the dynamic linker is in it
     * @param states how to tell whether a thread can be asked about; where it is not known all are, and for some no answer comes
     */
    record Asked(
            FrameAsker asker, Jvm.Code linker, @Nullable ThreadStates states) {
        ThreadStates.State state(int tid, Memory memory) {
            try {
                return states == null ? ThreadStates.State.WALKABLE : states.of(tid, memory);
            } catch (IOException changing) {
                return ThreadStates.State.WALKABLE;
            }
        }
    }

    Jvms(NativeProcess processes) {
        this.processes = processes;
    }

    /** Returns the virtual machine that a process is; null when it is none, or none yet. */
    @Nullable
    Asked find(int process, Memory memory) {
        Asked found = known.get(process);
        if (found != null) return found;
        long now = System.nanoTime();
        if (now - nextLooks.getOrDefault(process, now) < 0) return null;
        Jvm.Look look = Jvm.look(PROC, process);
        if (look instanceof Jvm.Look.Found virtual) {
            nextLooks.remove(process);
            known.put(process, ask(virtual.jvm(), memory));
        } else if (look instanceof Jvm.Look.Not) {
            nextLooks.put(process, System.nanoTime() + NEXT_LOOK_NANOS);
        }
        return known.get(process);
    }

    private Asked ask(Jvm jvm, Memory memory) {
        FrameAsker asker = FrameAsker.start(jvm, pid -> processes.kill(pid, JavaStacks.SIGQUIT));
        try {
            return new Asked(asker, jvm.linker(), ThreadStates.of(jvm, memory));
        } catch (IOException unknown) {
            return new Asked(asker, jvm.linker(), null);
        }
    }

    boolean isKnown(int process) {
        return known.containsKey(process);
    }

    /** A process has another program now, or has ended. */
    void forget(int process) {
        nextLooks.remove(process);
        Asked jvm = known.remove(process);
        if (jvm == null) return;
        former.removeIf(FrameAsker::hasEnded);
        former.add(jvm.asker());
        jvm.asker().close();
    }

    /** Asks no more, and waits until those who asked have ended. */
    void end() {
        List.copyOf(known.keySet()).forEach(this::forget);
        try {
            for (FrameAsker asker : former) asker.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
