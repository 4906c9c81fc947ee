package dev.ringfence.program;

import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallFailure;
import dev.ringfence.trace.stop.Stop;
import dev.ringfence.trace.stop.WaitStatus;

/** Waits for the next stop, dispatches it, until no tracee is left. Confined to the thread that seized the tracees. */
final class ProgramLoop {
    /** A stop at a system call with {@code PTRACE_O_TRACESYSGOOD}, as waitpid(2) tells it: SIGTRAP with bit 7. */
    private static final int AT_CALL = 0x857f;

    private final Ptrace ptrace;
    private final Tracees tracees;
    private final Stops stops;
    private final Births births;
    private final Departure departure;
    private final CoreFollower follower;
    private final LogClock clock;
    private final Events events;
    private final Thread owner = Thread.currentThread();

    /** What a loop works with. */
    record Parts(
            Ptrace ptrace,
            Tracees tracees,
            Stops stops,
            Births births,
            Departure departure,
            CoreFollower follower,
            LogClock clock,
            Events events) {}

    ProgramLoop(Parts parts) {
        this.ptrace = parts.ptrace();
        this.tracees = parts.tracees();
        this.stops = parts.stops();
        this.births = parts.births();
        this.departure = parts.departure();
        this.follower = parts.follower();
        this.clock = parts.clock();
        this.events = parts.events();
    }

    /** Runs until the last tracee is gone. */
    void run() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("ptrace(2) wants the thread that seized, " + owner.getName());
        }
        // Who asked before we began did not ring.
        departure.leaveIfAsked();
        // Whoever is expected is traced already, and would be killed with us where it is of a command.
        while (!tracees.isEmpty() || births.anyExpected()) {
            step();
        }
    }

    private void step() {
        long result = ptrace.waitAny(true);
        if (result > 0) {
            dispatch((int) (result >>> 32), (int) result);
            clock.news();
        } else if (result == -Ptrace.ECHILD) {
            tracees.clear();
            births.clear();
        }
        if (clock.strikes()) events.flush();
        departure.leaveIfAsked();
        stops.releaseHeld();
    }

    private void dispatch(int tid, int status) {
        Tracee tracee = tracees.find(tid);
        follower.stopped(tid);
        if (status == AT_CALL && tracee != null && !departure.isLeaving()) {
            stops.atCall(tracee);
            return;
        }
        Stop stop = WaitStatus.classify(status);
        if (tracee == null) tracee = births.first(tid, stop);
        if (tracee == null) return;
        if (stop instanceof Stop.Cloned) announce(tid);
        if (departure.isLeaving()) {
            departure.at(tracee, stop);
        } else {
            stops.at(tracee, stop, status);
        }
    }

    private void announce(int parent) {
        try {
            births.announced((int) ptrace.eventMessage(parent));
        } catch (SyscallFailure gone) {
            // Killed meanwhile, by which the new thread, if it lives, becomes known by its own first stop alone.
            follower.stopped(parent);
        }
    }
}
