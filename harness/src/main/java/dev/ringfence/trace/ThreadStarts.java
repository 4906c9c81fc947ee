package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.Tid;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.kernelfs.proc.MachineLoad;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out where Java threads are started. At clone(2) the starter is inside of the virtual machine and holds its
 * Threads_lock, so its stack cannot be walked. It is followed from there, call by call, to the futex(2) by which {@code
 * os::start_thread} lets the new thread go, the last one before {@code Thread.start0} returns. There it is held until the
 * walk has been begun (by who has to wait for it, and sleeps), and let go: the virtual machine then stops it where it returns
 * to Java.
 */
final class ThreadStarts {
    /** How long one is held at most for a walk to begin; on a machine with processors to spare it does in 0.2 ms. */
    private static final long HOLD_NANOS = 100_000_000;
    /** On a busy machine who walks waits for a processor. */
    private static final long BUSY_HOLD_NANOS = 2_000_000_000;
    /** How long one is followed, and how long an answer is waited for. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private static final JavaStack NOT_JAVA =
            new JavaStack.Absent("it was started by a thread of the virtual machine or of the harness");
    private static final JavaStack TOO_LATE =
            new JavaStack.Absent("the starter had gone on before its stack could be taken");

    private final Ptrace ptrace;
    private final Actors actors;
    private final StackSource stacks;
    private final TraceListener listener;
    private final TraceClock clock;
    private final WalkBegun walk;
    private final Map<Integer, Starting> byStarter = new HashMap<>();

    /** How far a start is. */
    private enum Stage {
        /** The starter goes from call to call. */
        FOLLOWED,
        /** It is at a call that may let the new thread go. */
        UNDECIDED,
        /** It is at the call that does, and its stack was asked for. */
        HELD,
        /** It goes on, and the answer is awaited. */
        RELEASED
    }

    private static final class Starting {
        final Tracee starter;
        final int thread;
        final long atNanos;
        long since = System.nanoTime();
        Stage stage = Stage.FOLLOWED;
        long wakes;
        int request;

        Starting(Tracee starter, int thread, long atNanos) {
            this.starter = starter;
            this.thread = thread;
            this.atNanos = atNanos;
        }

        void enter(Stage next) {
            stage = next;
            since = System.nanoTime();
        }

        boolean isLongerThan(long nanos) {
            return System.nanoTime() - since > nanos;
        }

        boolean isStopped() {
            return stage == Stage.UNDECIDED || stage == Stage.HELD;
        }
    }

    ThreadStarts(Ptrace ptrace, CallWatcher.Parts parts, TraceClock clock) {
        this.ptrace = ptrace;
        this.actors = parts.actors();
        this.stacks = parts.stacks();
        this.listener = parts.listener();
        this.clock = clock;
        this.walk = new WalkBegun(parts.workerPid());
    }

    boolean isEmpty() {
        return byStarter.isEmpty();
    }

    /** A thread of the worker is at the event of its clone. */
    void begin(Tracee starter, int thread) {
        if (!listener.wantsThreadStarts()) {
            return;
        }
        end(starter.tid);
        Actor actor = actors.of(starter, listener.testThread());
        boolean javaCode = actor.kind() == ActorKind.TEST || actor.kind() == ActorKind.APPLICATION;
        Starting starting = new Starting(starter, thread, clock.nanos());
        if (javaCode && stacks.isReady()) {
            byStarter.put(starter.tid, starting);
        } else {
            tell(starting, NOT_JAVA);
        }
    }

    /** Returns whether each call of a thread has to stop it. */
    boolean follows(int tid) {
        Starting starting = byStarter.get(tid);
        return starting != null && starting.stage == Stage.FOLLOWED;
    }

    /** A thread that is followed is at the entry or exit of a call. Returns whether it is to stay stopped. */
    boolean holds(Tracee tracee, SyscallInfo info) {
        Starting starting = byStarter.get(tracee.tid);
        if (starting == null || !WakingCall.isOne(info)) {
            return false;
        }
        starting.wakes = info.argument(0);
        switch (WakingCall.letsGo(starting.thread, starting.wakes)) {
            case YES -> ask(starting);
            case NOT_YET_KNOWN -> starting.enter(Stage.UNDECIDED);
            case NO -> {}
        }
        return starting.isStopped();
    }

    private void ask(Starting starting) {
        starting.request = stacks.request(starting.starter.tid);
        starting.enter(Stage.HELD);
    }

    /** Goes on with each that can. Returns whether there was one. */
    boolean poll() {
        boolean any = false;
        for (Starting starting : List.copyOf(byStarter.values())) {
            any |= poll(starting);
        }
        return any;
    }

    private boolean poll(Starting starting) {
        return switch (starting.stage) {
            case FOLLOWED -> giveUp(starting);
            case UNDECIDED -> decide(starting);
            case HELD -> take(starting) || release(starting);
            case RELEASED -> take(starting) || giveUp(starting);
        };
    }

    private boolean decide(Starting starting) {
        switch (WakingCall.letsGo(starting.thread, starting.wakes)) {
            case YES -> ask(starting);
            case NO -> follow(starting);
            case NOT_YET_KNOWN -> {
                if (!isHeldTooLong(starting)) {
                    return false;
                }
                follow(starting);
            }
        }
        return true;
    }

    private void follow(Starting starting) {
        starting.enter(Stage.FOLLOWED);
        ptrace.contToSyscall(starting.starter.tid, 0);
    }

    private boolean release(Starting starting) {
        if (!walk.hasBegun() && !isHeldTooLong(starting)) {
            return false;
        }
        starting.enter(Stage.RELEASED);
        ptrace.cont(starting.starter.tid, 0);
        return true;
    }

    private static boolean isHeldTooLong(Starting starting) {
        return starting.isLongerThan(BUSY_HOLD_NANOS) || (starting.isLongerThan(HOLD_NANOS) && !MachineLoad.isBusy());
    }

    private boolean take(Starting starting) {
        StackSource.Answer answer = stacks.poll(starting.request);
        if (answer == null) {
            return false;
        }
        starting.request = 0;
        actors.learn(starting.starter, answer);
        finish(starting, WakingCall.atStart(answer.stack()) ? answer.stack() : TOO_LATE);
        return true;
    }

    private boolean giveUp(Starting starting) {
        if (!starting.isLongerThan(PATIENCE_NANOS)) {
            return false;
        }
        finish(starting, TOO_LATE);
        return true;
    }

    private void finish(Starting starting, JavaStack stack) {
        byStarter.remove(starting.starter.tid);
        if (starting.request != 0) {
            stacks.forget(starting.request);
        }
        if (starting.isStopped()) {
            ptrace.cont(starting.starter.tid, 0);
        }
        tell(starting, stack);
    }

    /** A thread is gone, or starts another one. */
    void end(int tid) {
        Starting starting = byStarter.get(tid);
        if (starting != null) {
            starting.stage = Stage.RELEASED;
            finish(starting, TOO_LATE);
        }
    }

    private void tell(Starting starting, JavaStack stack) {
        Actor starter = actors.of(starting.starter, listener.testThread());
        listener.threadStarted(new ThreadStart(new Tid(starting.thread), starting.atNanos, starter, stack));
    }
}
