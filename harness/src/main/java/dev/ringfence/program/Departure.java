package dev.ringfence.program;

import dev.ringfence.ffi.Bell;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.trace.stop.Stop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leaves processes that run on: each thread is stopped for a moment and let go, as unharmed as it was found. */
final class Departure {
    private static final long BETWEEN_RINGS_MILLIS = 20;

    private final Ptrace ptrace;
    private final Tracees tracees;
    private final Events events;
    private final Bell bell;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile boolean asked;
    private volatile boolean heard;
    private boolean leaving;

    Departure(Ptrace ptrace, Tracees tracees, Events events, Bell bell) {
        this.ptrace = ptrace;
        this.tracees = tracees;
        this.events = events;
        this.bell = bell;
    }

    /** Leaves as soon as the tracer thread can. Called by another thread; returns when that was heard, or all is over. */
    void ask() throws InterruptedException {
        asked = true;
        while (begun && !heard && !over.await(BETWEEN_RINGS_MILLIS, TimeUnit.MILLISECONDS)) {
            bell.ring();
        }
    }

    /** Leaves at the next opportunity. Called by the tracer thread. */
    void askHere() {
        asked = true;
    }

    /** The tracer thread begins to wait for stops. */
    void begins() {
        begun = true;
    }

    /** Nothing is traced any more, and everything is written. */
    void isOver() {
        over.countDown();
    }

    /** Returns whether something is traced now. */
    boolean isUnderWay() {
        return begun && over.getCount() > 0;
    }

    /** Returns whether something is or was traced. */
    boolean hasBegun() {
        return begun;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Begins to leave when that was asked for. */
    void leaveIfAsked() {
        if (!asked || leaving) return;
        leaving = true;
        heard = true;
        for (Tracee tracee : tracees.all()) {
            if (tracee.hold != null) {
                letGo(tracee, 0);
            } else if (ptrace.interrupt(tracee.tid) == Ptrace.ESRCH) {
                tracees.remove(tracee.tid);
            }
        }
    }

    /** Lets a stopped thread go. */
    void at(Tracee tracee, Stop stop) {
        if (stop instanceof Stop.Exited || stop instanceof Stop.Killed) {
            forget(tracee);
        } else {
            // A signal that was about to be delivered is, or it would be lost.
            letGo(tracee, stop instanceof Stop.Signal signal ? signal.signal() : 0);
        }
    }

    private void letGo(Tracee tracee, int signal) {
        tracee.hold = null;
        ptrace.detach(tracee.tid, signal);
        forget(tracee);
    }

    private void forget(Tracee tracee) {
        events.detached(tracee);
        tracees.remove(tracee.tid);
    }
}
