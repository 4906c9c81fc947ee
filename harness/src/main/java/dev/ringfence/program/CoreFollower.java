package dev.ringfence.program;

import dev.ringfence.ffi.Affinity;
import dev.ringfence.ffi.Libc;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskStat;
import java.nio.file.Path;

/**
 * Keeps the tracer thread on the core of the thread it serves: a stop is two switches between them, which are cheap on one
 * core and dear when each wakes the other from an idle one. Moves the tracer alone, whose place nobody but the scheduler
 * cares for, never the tracee. Several busy tracees have no one place, so then it lets go.
 */
final class CoreFollower {
    private static final Path PROC = Path.of("/proc");
    /** The file costs as much as a few stops, so the next look is the later the longer nothing has changed. */
    private static final int FIRST_LOOK = 64;

    private static final int LATEST_LOOK = 4096;
    /** If one in so many stops between two looks is of another thread than the one before, several are busy. */
    private static final int STOPS_PER_CHANGE = 8;

    private final Affinity affinity;
    private final boolean enabled;
    private int stops;
    private int changes;
    private int nextLook = FIRST_LOOK;
    private int lastTid;
    private int core = -1;

    CoreFollower(Libc libc, boolean enabled) {
        this.affinity = new Affinity(libc);
        this.enabled = enabled;
    }

    /** A thread has stopped. */
    void stopped(int tid) {
        if (!enabled) return;
        if (tid != lastTid) {
            lastTid = tid;
            changes++;
        }
        if (++stops >= nextLook) look(tid);
    }

    private void look(int tid) {
        boolean single = changes <= stops / STOPS_PER_CHANGE;
        int before = core;
        if (!single) {
            release();
        } else if (TaskStat.readCore(PROC, tid) instanceof Reading.Value<Integer> found && found.read() != core) {
            core = affinity.moveTo(found.read()) ? found.read() : -1;
        }
        nextLook = core == before ? Math.min(LATEST_LOOK, 2 * nextLook) : FIRST_LOOK;
        stops = 0;
        changes = 0;
    }

    /** Lets the thread run anywhere. */
    void release() {
        if (core >= 0) {
            affinity.release();
            core = -1;
        }
    }
}
