package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.event.Fd;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.FdKind;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Outcome;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.ProcessStarted;
import dev.ringfence.event.ProgramExecuted;
import dev.ringfence.event.ProgramExecuted.Inherited;
import dev.ringfence.event.Scope;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallFailure;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.trace.abi.Registers;
import dev.ringfence.trace.stop.Stop;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows births, programs and ends of tracees. */
final class Lineage {
    private static final SyscallTable CALLS = SyscallTable.of(Abi.ofThisMachine());
    private static final long CLONE_FILES = 0x400;
    private static final long CLONE_PIDFD = 0x1000;
    private static final long CLONE_THREAD = 0x10000;
    private static final Path PROC = Path.of("/proc");
    private static final String SPAWN_HELPER = "/jspawnhelper";

    private final Ptrace ptrace;
    private final CallWatcher watcher;
    private final TraceeTable table;
    private final TraceListener listener;
    private final Actors actors;
    private final TraceClock clock;
    private final TraceeMemory memory;
    private final int workerPid;
    private final Registers registers = Registers.ofThisMachine();
    /** Tracees whose first stop, or whose end, was seen before the event of the parent that made them. */
    private final Set<Integer> bornBeforeTold = new HashSet<>();

    private final Set<Integer> endedBeforeTold = new HashSet<>();

    Lineage(Ptrace ptrace, CallWatcher.Parts parts, CallWatcher watcher, TraceClock clock, TraceeMemory memory) {
        this.ptrace = ptrace;
        this.watcher = watcher;
        this.table = parts.table();
        this.listener = parts.listener();
        this.actors = parts.actors();
        this.workerPid = parts.workerPid();
        this.clock = clock;
        this.memory = memory;
    }

    /** Returns the tracee of a stop. A new one may report before the event of its parent does. */
    Tracee known(int tid, Stop stop) {
        Tracee tracee = table.thread(tid);
        if (tracee != null) {
            return tracee;
        }
        int pid = ThreadNames.processOf(tid);
        boolean ended = stop instanceof Stop.Exited || stop instanceof Stop.Killed;
        if (ended) {
            return new Tracee(tid, pid);
        }
        bornBeforeTold.add(tid);
        return born(tid, pid);
    }

    private Tracee born(int tid, int pid) {
        boolean process = table.process(pid) == null;
        if (process) {
            table.addProcess(pid, false);
        }
        Tracee tracee = table.add(tid, pid);
        tracee.maybeUnnamed = !process;
        listener.born(pid, tid, process);
        return tracee;
    }

    /** How a clone was asked for: flags, and where the descriptor of the new process is written. */
    private record CloneCall(String name, long flags, long pidfdAddress) {}

    /** Returns whether this tracee was seen, and the event of the parent that made it was not. */
    boolean isAwaited(int tid) {
        return bornBeforeTold.contains(tid);
    }

    /** What a tracee has made. */
    record Child(int tid, boolean isThreadOfWorker) {}

    /** A tracee has made a thread or a process. Returns it; nothing where the tracee was killed meanwhile. */
    Optional<Child> cloned(Tracee parent) {
        int child;
        try {
            child = (int) ptrace.eventMessage(parent.tid);
        } catch (SyscallFailure gone) {
            if (gone.errno().number() == Ptrace.ESRCH) {
                return Optional.empty();
            }
            throw gone;
        }
        CloneCall call = cloneCall(parent);
        boolean thread = (call.flags() & CLONE_THREAD) != 0;
        bornBeforeTold.remove(child);
        if (!endedBeforeTold.remove(child) && table.thread(child) == null) {
            born(child, thread ? parent.pid : child);
        }
        Tracee born = table.thread(child);
        if (thread && born != null) {
            born.inheritedName = ThreadNames.read(parent.pid, parent.tid);
        }
        Actor actor = actors.of(parent, listener.testThread());
        if (!thread) {
            if ((call.flags() & CLONE_FILES) != 0 && parent.pid == workerPid) {
                listener.gap("process " + child + " shares the descriptor table of its parent (CLONE_FILES)", true);
            }
            listener.event(
                    new ProcessStarted(clock.nextSequence(), clock.nanos(), actor, new Pid(child), scope(actor)));
        }
        if ((call.flags() & CLONE_PIDFD) != 0) {
            tellPidfd(actor, call);
        }
        return Optional.of(new Child(child, thread && parent.pid == workerPid));
    }

    private CloneCall cloneCall(Tracee parent) {
        if (registers.read(ptrace, parent.tid) != 0) {
            return new CloneCall("clone", CLONE_THREAD, 0);
        }
        String name = CALLS.name((int) registers.callNumber());
        return switch (name) {
            case "fork", "vfork" -> new CloneCall(name, 0, 0);
            case "clone3" -> clone3(parent.tid, registers.argument(0));
            default -> new CloneCall("clone", registers.argument(0), registers.argument(2));
        };
    }

    /** struct clone_args: u64 flags, u64 pidfd. */
    private CloneCall clone3(int tid, long address) {
        ByteBuffer arguments = memory.bytes(tid, address, 16);
        return arguments == null
                ? new CloneCall("clone3", CLONE_THREAD, 0)
                : new CloneCall("clone3", arguments.getLong(0), arguments.getLong(8));
    }

    private void tellPidfd(Actor actor, CloneCall call) {
        ByteBuffer pidfd = memory.bytes(actor.thread().value(), call.pidfdAddress(), 4);
        if (pidfd == null) {
            return;
        }
        PendingCall clone = new PendingCall(
                clock.nanos(),
                actor,
                CALLS.number(call.name()).orElseThrow(),
                call.name(),
                new long[] {call.flags(), 0, 0, 0, 0, 0},
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null);
        watcher.emit(
                clone,
                new Outcome.Returned(0),
                new FdEffect.Created(List.of(new Fd(pidfd.getInt(0))), FdKind.PIDFD),
                new JavaStack.Absent("the call is seen before it returns"));
    }

    /** A process is another program now. */
    void executed(Tracee leader) {
        PendingCall call = null;
        for (Tracee vanished : table.retainLeader(leader.pid)) {
            if (vanished.pending != null && vanished.pending.name().startsWith("execve")) {
                call = watcher.executed(vanished);
            }
            listener.ended(vanished.pid, vanished.tid);
        }
        PendingCall own = watcher.executed(leader);
        call = own != null && own.name().startsWith("execve") ? own : call;
        actors.forget(leader);
        String program = call == null || call.path() == null ? "(unknown)" : call.path();
        ProcessInfo process = table.addProcess(leader.pid, false);
        boolean helper = program.endsWith(SPAWN_HELPER);
        process.runsProgram = !helper;
        if (leader.pid != workerPid) {
            listener.event(new ProgramExecuted(
                    clock.nextSequence(),
                    clock.nanos(),
                    new Pid(leader.pid),
                    program,
                    call == null ? List.of() : call.programArguments(),
                    handedOn(leader.pid),
                    helper ? Scope.RUNTIME : Scope.TEST));
        }
    }

    /** Returns the table that close-on-exec has left, of a process that has not run its program yet. */
    private static @Nullable List<Inherited> handedOn(int pid) {
        return FdLinks.read(PROC, pid)
                .value()
                .map(links -> links.entrySet().stream()
                        .map(link -> new Inherited(new Fd(link.getKey()), link.getValue()))
                        .toList())
                .orElse(null);
    }

    /** A thread is gone; with the leader, its process. */
    void ended(Tracee tracee, String how) {
        if (table.remove(tracee.tid) != null) {
            watcher.settleInterrupted(tracee, null);
        }
        actors.ended(tracee.tid);
        if (bornBeforeTold.remove(tracee.tid)) {
            endedBeforeTold.add(tracee.tid);
        }
        listener.ended(tracee.pid, tracee.tid);
        if (tracee.tid == tracee.pid && table.process(tracee.pid) != null) {
            table.removeProcess(tracee.pid);
            listener.event(new ProcessEnded(clock.nextSequence(), clock.nanos(), new Pid(tracee.pid), how));
        }
    }

    private static Scope scope(Actor actor) {
        return actor.kind().isJudged() ? Scope.TEST : Scope.RUNTIME;
    }
}
