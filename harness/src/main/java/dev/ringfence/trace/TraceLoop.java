package dev.ringfence.trace;

import dev.ringfence.event.ActorKind;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.syscall.decode.SignalText;
import dev.ringfence.trace.CallWatcher.Next;
import dev.ringfence.trace.stop.Stop;
import dev.ringfence.trace.stop.WaitStatus;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Waits for the next stop, dispatches it, until no tracee is left. Confined to the thread that seized the tracee. */
public final class TraceLoop {
    private static final long PARK_WHILE_SETTLING_NANOS = 500_000;
    private static final long PARK_WHILE_HOLDING_NANOS = 20_000;
    /** Some 0.3 ms, in which most stacks come; whoever is to take them may wait for this processor. */
    private static final int SPINS_BEFORE_PARK = 60;

    /** Who stops all threads sleeps for a millisecond at most between two looks at those that have not stopped. */
    private static final long NAP_NANOS = 10_000_000;

    private static final int LAST_STOPS = 24;

    private final Ptrace ptrace;
    private final TraceeTable table = new TraceeTable();
    private final TraceListener listener;
    private final CallWatcher watcher;
    private final Lineage lineage;
    private final ThreadStarts starts;
    private final EarlyTracees early = new EarlyTracees(System::nanoTime);
    private final Actors actors;
    private final StackSource stacks;
    private final Wakeup wakeup;
    private final SyscallInfo info = new SyscallInfo();
    private final Deque<String> lastStops = new ArrayDeque<>();
    private final Thread owner = Thread.currentThread();
    private int idleTurns;

    /**
     * What a trace is about.
     *
     * @param workerPid the process whose descriptors are followed
     * @param entryOnly names of the calls of which the entry says enough
     * @param javaHome the worker's JDK
     * @param classPath the worker's class path
     */
    public record Subject(int workerPid, Set<String> entryOnly, String javaHome, List<String> classPath) {}

    /** Makes a loop for a process that this thread has seized. */
    public TraceLoop(
            Ptrace ptrace,
            RemoteMemory remoteMemory,
            Subject subject,
            TraceClock clock,
            TraceListener listener,
            StackSource stacks) {
        this.ptrace = ptrace;
        this.listener = listener;
        this.actors = new Actors(subject.workerPid());
        this.stacks = stacks;
        TraceeMemory memory = new TraceeMemory(remoteMemory);
        this.wakeup = new Wakeup(memory);
        CallWatcher.Parts parts = new CallWatcher.Parts(
                subject.workerPid(),
                new CallDecoder(SyscallTable.x86_64(), memory, new ArgumentValues(remoteMemory)),
                new EffectDecoder(memory),
                actors,
                new Scopes(subject.javaHome(), subject.classPath()),
                table,
                listener,
                stacks);
        this.watcher = new CallWatcher(parts, clock, this::stackCame, subject.entryOnly());
        this.starts = new ThreadStarts(ptrace, parts, clock);
        this.lineage = new Lineage(ptrace, parts, watcher, clock, memory);
        table.add(subject.workerPid(), subject.workerPid());
        table.addProcess(subject.workerPid(), true);
    }

    /** Names the threads of the harness in the worker. May be called by any thread. */
    public void harnessThreads(Set<Integer> tids) {
        actors.harnessThreads(tids);
    }

    /** Returns the processes that are traced now. May be called by any thread. */
    public Set<Integer> pids() {
        return table.pids();
    }

    /** Returns the last stops, oldest first, for the report of a fault of ours. */
    public List<String> lastStops() {
        return List.copyOf(lastStops);
    }

    /** Returns whether a thread is alive and what it does is the test's doing. */
    public boolean isJudged(int tid) {
        Tracee tracee = table.thread(tid);
        return tracee != null && actors.kindSoFar(tracee).isJudged();
    }

    /** Returns whether it is being found out where a thread was started. */
    public boolean isFollowingStarts() {
        return !starts.isEmpty();
    }

    /** Asks the worker about its threads among these. */
    public ThreadInquiry inquire(Set<Integer> tids) {
        return new ThreadInquiry(actors, table, stacks, table.threadsOf(actors.workerPid(), tids));
    }

    /**
     * Returns whether any thread whose doing is the test's is about to go on by itself.
     *
     * @param except a thread that does not count
     * @param suspects threads that also count when they sleep, if they will wake up; or when they may be waiting for a
     *     thread of the virtual machine that is at work, which ends a safepoint or holds a lock
     * @param withinNanos within so long
     */
    public boolean anyActive(int except, Set<Integer> suspects, long withinNanos) {
        boolean suspected = suspects.stream().anyMatch(this::isJudged);
        Activity activity = activity();
        for (Tracee tracee : table.threads()) {
            if (tracee.tid == except) {
                continue;
            }
            ActorKind kind = actors.kindSoFar(tracee);
            if (kind.isJudged()) {
                boolean isSuspect = suspects.contains(tracee.tid);
                activity.ask(tracee.tid, isSuspect ? tid -> wakeup.isWithin(tid, withinNanos) : Wakeup::isRunning);
            } else if (suspected) {
                activity.ask(tracee.tid, helperAtWork(tracee, kind));
            }
        }
        return activity.isAny();
    }

    /** Returns what is different of each thread that may work for the test, after it has run. */
    public Map<Integer, String> runs(int except) {
        Map<Integer, String> runs = new HashMap<>();
        for (Tracee tracee : table.threads()) {
            if (tracee.tid != except && mayWorkForTest(tracee, actors.kindSoFar(tracee))) {
                runs.put(tracee.tid, Wakeup.runs(tracee.tid));
            }
        }
        return runs;
    }

    /**
     * Returns whether any thread that may work for the test is at work, or has run and sleeps until a time that is near. Where
     * one of the worker has run, no other thread of the worker may be at work either: who waits for a safepoint, for a collection
     * or for a lock that a compiler holds looks like one that has nothing to do.
     *
     * @param except a thread that does not count
     * @param runsBefore what {@link #runs} returned when the test began
     * @param withinNanos how near
     * @param restlessToo whether restless ones are asked, which have not been seen to rest
     */
    public boolean anyAtWork(int except, Map<Integer, String> runsBefore, long withinNanos, boolean restlessToo) {
        Activity activity = activity();
        boolean anyHasRun = false;
        Map<Integer, IntPredicate> helpers = new LinkedHashMap<>();
        for (Tracee tracee : table.threads()) {
            tracee.restless = tracee.restless && wakeup.isBySleepWithin(tracee.tid, withinNanos);
            if ((tracee.restless && !restlessToo) || tracee.tid == except) {
                continue;
            }
            ActorKind kind = actors.kindSoFar(tracee);
            if (!mayWorkForTest(tracee, kind)) {
                helpers.put(tracee.tid, helperAtWork(tracee, kind));
                continue;
            }
            String runs = Wakeup.runs(tracee.tid);
            boolean hasRun = !runs.equals(runsBefore.get(tracee.tid));
            anyHasRun |= hasRun && kind != ActorKind.CHILD;
            boolean maySleep = hasRun && kind.isJudged();
            activity.ask(
                    tracee.tid, runs, maySleep ? tid -> wakeup.isBySleepWithin(tid, withinNanos) : Wakeup::isRunning);
        }
        if (anyHasRun) {
            helpers.forEach(activity::ask);
        }
        return activity.isAny();
    }

    /** Takes the threads that are at work, or sleep so shortly, for such as never rest: nobody should wait so long for them again. */
    public void takeForRestless(int except, long withinNanos) {
        table.threads().stream()
                .filter(tracee -> tracee.tid != except && wakeup.isBySleepWithin(tracee.tid, withinNanos))
                .forEach(tracee -> tracee.restless = true);
    }

    /** One whose doing is the test's; or one that runs Java code for the virtual machine, and may wake another. */
    private boolean mayWorkForTest(Tracee tracee, ActorKind kind) {
        return kind.isJudged() || kind == ActorKind.CLEANER || (kind == ActorKind.JVM && actors.runsJava(tracee));
    }

    private IntPredicate helperAtWork(Tracee tracee, ActorKind kind) {
        boolean naps = kind == ActorKind.JVM && actors.mayHoldUpOthers(tracee);
        return naps ? tid -> wakeup.isWithin(tid, NAP_NANOS) : Wakeup::isRunning;
    }

    private static Activity activity() {
        return new Activity(Wakeup::isRunning, Wakeup::runs);
    }

    /** Returns the calls whose exits are awaited and have not been seen, oldest first. */
    public List<SyscallEvent> unfinished() {
        return table.threads().stream()
                .map(tracee -> tracee.pending)
                .filter(call -> call != null && call.inCall() == null)
                .map(watcher::unfinished)
                .sorted(Comparator.comparingLong(SyscallEvent::atNanos))
                .toList();
    }

    /** Runs until the last tracee is gone. */
    public void run() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("ptrace(2) wants the thread that seized, " + owner.getName());
        }
        while (!table.isEmpty()) {
            step();
        }
    }

    private void step() {
        boolean polling = listener.isSettling() || isHolding();
        long result = ptrace.waitAny(!polling);
        if (result > 0) {
            idleTurns = 0;
            dispatch((int) (result >>> 32), WaitStatus.classify((int) result));
            watcher.held().poll();
            starts.poll();
            if (watcher.held().isEmpty() && listener.wantsTurn()) {
                listener.idle();
            }
        } else if (result == -Ptrace.ECHILD) {
            table.pids().forEach(table::removeProcess);
        } else if (result == 0) {
            idle();
        }
    }

    private void idle() {
        resumeEarly(early.overdue());
        boolean came = watcher.held().poll();
        if (starts.poll() || came) {
            return;
        }
        if (isHolding()) {
            pause(PARK_WHILE_HOLDING_NANOS);
        } else if (!listener.idle()) {
            pause(PARK_WHILE_SETTLING_NANOS);
        }
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // A stack is held for 0.1 ms: parking costs more than yielding a few times.
    private void pause(long nanos) {
        if (++idleTurns < SPINS_BEFORE_PARK && isHolding()) {
            Thread.onSpinWait();
        } else if (listener.isSettling() || isHolding()) {
            LockSupport.parkNanos(nanos);
        }
    }

    private void dispatch(int tid, Stop stop) {
        remember(tid, stop);
        Tracee tracee = lineage.known(tid, stop);
        if (stop instanceof Stop.Seccomp) {
            entered(tracee);
        } else if (stop instanceof Stop.Syscall) {
            left(tracee);
        } else if (stop instanceof Stop.Cloned) {
            lineage.cloned(tracee).ifPresent(child -> told(tracee, child));
            resume(tracee, 0);
        } else if (stop instanceof Stop.Executed) {
            lineage.executed(tracee);
            resume(tracee, 0);
        } else if (stop instanceof Stop.Signal signal) {
            resume(tracee, signal.signal());
        } else if (stop instanceof Stop.Fresh) {
            if (!lineage.isAwaited(tid) || !early.hold(tid)) {
                resume(tracee, 0);
            }
        } else if (stop instanceof Stop.Group) {
            ptrace.listen(tid);
        } else if (stop instanceof Stop.Exited exited) {
            forget(tid);
            lineage.ended(tracee, "exited with code " + exited.code());
        } else if (stop instanceof Stop.Killed killed) {
            forget(tid);
            lineage.ended(tracee, "was killed by " + SignalText.name(killed.signal()));
        }
    }

    private void told(Tracee parent, Lineage.Child child) {
        if (child.isThreadOfWorker()) {
            starts.begin(parent, child.tid());
        }
        resumeEarly(early.told(child.tid()));
    }

    private void resumeEarly(List<Integer> tids) {
        for (int tid : tids) {
            Tracee tracee = table.thread(tid);
            if (tracee != null) {
                resume(tracee, 0);
            }
        }
    }

    private void forget(int tid) {
        early.forget(tid);
        watcher.held().forget(tid);
        starts.end(tid);
    }

    private boolean isHolding() {
        return !watcher.held().isEmpty() || !starts.isEmpty() || !early.isEmpty();
    }

    private void remember(int tid, Stop stop) {
        if (lastStops.size() == LAST_STOPS) {
            lastStops.removeFirst();
        }
        lastStops.addLast(tid + " " + stop);
    }

    /** ESRCH of any request below means that the tracee was killed meanwhile: its end is reported by waitpid. */
    private void entered(Tracee tracee) {
        if (ptrace.syscallInfo(tracee.tid, info) == 0) {
            continueWith(tracee, watcher.entered(tracee, info));
        }
    }

    private void left(Tracee tracee) {
        if (ptrace.syscallInfo(tracee.tid, info) != 0) {
            return;
        }
        if (tracee.pending == null && starts.follows(tracee.tid)) {
            continueWith(tracee, starts.holds(tracee, info) ? Next.KEEP_STOPPED : Next.RESUME);
        } else {
            continueWith(
                    tracee,
                    info.op() == SyscallInfo.OP_EXIT ? watcher.left(tracee, info.result()) : Next.RESUME_TO_EXIT);
        }
    }

    private void continueWith(Tracee tracee, Next next) {
        switch (next) {
            case RESUME -> resume(tracee, 0);
            case RESUME_TO_EXIT -> ptrace.contToSyscall(tracee.tid, 0);
            case KEEP_STOPPED -> {}
        }
    }

    /** A thread that is inside a call whose exit is awaited must go on with PTRACE_SYSCALL, or its exit would not stop. */
    private void resume(Tracee tracee, int signal) {
        if (tracee.pending != null || starts.follows(tracee.tid)) {
            ptrace.contToSyscall(tracee.tid, signal);
        } else {
            ptrace.cont(tracee.tid, signal);
        }
    }

    private void stackCame(Tracee tracee, PendingCall call, OptionalLong result, StackSource.Answer answer) {
        watcher.stackCame(tracee, call, result, answer);
        resume(tracee, 0);
    }
}
