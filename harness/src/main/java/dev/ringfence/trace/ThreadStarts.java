package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.Tid;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallInfo;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where Java threads are started. At clone(2) the starter is inside of the virtual machine and holds its
 * Threads_lock, so its stack cannot be walked. It is followed from there, call by call, to the futex(2) by which {@code
 * os::start_thread} lets the new thread go, the last one before {@code Thread.start0} returns. There it is held until the
 * walk has been begun (by who has to wait for it, and sleeps), and let go: the virtual machine then stops it where it returns
 * to Java.
 */
final class ThreadStarts {
    /** How long it is held at most. On a machine with processors to spare a walk begins in 0.2 ms. */
    private static final long HOLD_NANOS = 20_000_000;
    /** How long it is followed, and how long an answer is waited for. */
    private static final long PATIENCE_NANOS = 2_000_000_000;

    private static final int FUTEX = 202;
    private static final long FUTEX_COMMAND = 0x7f;
    private static final long FUTEX_WAKE = 1;
    private static final String START = "start0";
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

    private static final class Starting {
        final Tracee starter;
        final int thread;
        final long atNanos;
        final long since = System.nanoTime();
        int request;
        long asked;
        boolean held;

        Starting(Tracee starter, int thread, long atNanos) {
            this.starter = starter;
            this.thread = thread;
            this.atNanos = atNanos;
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
        end(starter.tid, TOO_LATE);
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
        return starting != null && starting.request == 0;
    }

    /** A thread that is followed is at the entry or exit of a call. Returns whether it is to stay stopped. */
    boolean holds(Tracee tracee, SyscallInfo info) {
        Starting starting = byStarter.get(tracee.tid);
        if (starting == null || !letsGo(starting, info)) {
            return false;
        }
        starting.request = stacks.request(tracee.tid);
        starting.asked = System.nanoTime();
        starting.held = true;
        return true;
    }

    private static boolean letsGo(Starting starting, SyscallInfo info) {
        return info.op() == SyscallInfo.OP_ENTRY
                && info.number() == FUTEX
                && (info.argument(1) & FUTEX_COMMAND) == FUTEX_WAKE
                && BlockedIn.futex(starting.thread, info.argument(0));
    }

    /** Lets go whose walk has been begun, and tells whose stack has come. Returns whether there was one. */
    boolean poll() {
        boolean any = false;
        for (Iterator<Starting> all = byStarter.values().iterator(); all.hasNext(); ) {
            Starting starting = all.next();
            JavaStack stack = stack(starting);
            any |= release(starting, stack != null);
            if (stack != null) {
                all.remove();
                tell(starting, stack);
            }
        }
        return any;
    }

    private @Nullable JavaStack stack(Starting starting) {
        StackSource.Answer answer = starting.request == 0 ? null : stacks.poll(starting.request);
        if (answer != null) {
            actors.learn(starting.starter, answer);
            return atStart(answer.stack());
        }
        if (System.nanoTime() - starting.since < PATIENCE_NANOS) {
            return null;
        }
        if (starting.request != 0) {
            stacks.forget(starting.request);
        }
        return TOO_LATE;
    }

    /** Only a stack that is still in the start says where it was. */
    private static JavaStack atStart(JavaStack stack) {
        if (!(stack instanceof JavaStack.Taken taken)) {
            return stack;
        }
        boolean starts = taken.frames().stream()
                .limit(1)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Thread")
                        && frame.getMethodName().equals(START));
        return starts ? stack : TOO_LATE;
    }

    private boolean release(Starting starting, boolean over) {
        boolean begun = starting.held && (over || walk.hasBegun() || System.nanoTime() - starting.asked > HOLD_NANOS);
        if (begun) {
            starting.held = false;
            ptrace.cont(starting.starter.tid, 0);
        }
        return begun;
    }

    /** A thread is gone, or does something else. */
    void end(int tid, JavaStack stack) {
        Starting starting = byStarter.remove(tid);
        if (starting == null) {
            return;
        }
        if (starting.request != 0) {
            stacks.forget(starting.request);
        }
        tell(starting, stack);
    }

    void ended(int tid) {
        end(tid, TOO_LATE);
    }

    private void tell(Starting starting, JavaStack stack) {
        Actor starter = actors.of(starting.starter, listener.testThread());
        listener.threadStarted(new ThreadStart(new Tid(starting.thread), starting.atNanos, starter, stack));
    }
}
