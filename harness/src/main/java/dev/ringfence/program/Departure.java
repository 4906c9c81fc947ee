package dev.ringfence.program;

import dev.ringfence.ffi.Bell;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.trace.stop.Stop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Leaves what runs on: each thread is stopped for a moment and let go, as unharmed as it was found. Where the kernel filters
 * calls, those that were to stop would fail without a tracer: there nothing is left.
 */
final class Departure {
    private static final long BETWEEN_RINGS_MILLIS = 20;

    private final Ptrace ptrace;
    private final Tracees tracees;
    private final Events events;
    private final Bell bell;
    private final boolean possible;
    private final IntConsumer passOn;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile boolean asked;
    private volatile boolean leaving;
    private volatile int signal;

    /**
     * Makes one.
     *
     * @param possible whether tracees can do without a tracer
     * @param passOn told of the signal that is the reason, before anything is left
     */
    Departure(Ptrace ptrace, Tracees tracees, Events events, Bell bell, boolean possible, IntConsumer passOn) {
        this.ptrace = ptrace;
        this.tracees = tracees;
        this.events = events;
        this.bell = bell;
        this.possible = possible;
        this.passOn = passOn;
    }

    /**
     * Leaves as soon as the tracer thread can. Called by another thread; returns when all is over, or nothing can be left.
     *
     * @param reason a signal, or 0
     */
    void ask(int reason) throws InterruptedException {
        askHere(reason);
        // Until the end: the tracer thread may wait for a reader of the log that does not read.
        while (begun && (asked || leaving) && !over.await(BETWEEN_RINGS_MILLIS, TimeUnit.MILLISECONDS)) {
            bell.ring();
        }
    }

    /** Leaves at the next opportunity. Called by the tracer thread. */
    void askHere(int reason) {
        if (leaving) return;
        signal = reason;
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

    /** Returns whether what is traced is left, or was. */
    boolean isLeaving() {
        return leaving;
    }

    /** Returns the signal that is the reason, or 0. */
    int signal() {
        return signal;
    }

    /** Begins to leave when that was asked for. */
    void leaveIfAsked() {
        if (!asked || leaving) return;
        leaving = possible;
        asked = false;
        passOn.accept(signal);
        if (!leaving) return;
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
