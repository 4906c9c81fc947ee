package dev.ringfence.program;

import dev.ringfence.ffi.Block;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallFailure;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.Errnos;
import dev.ringfence.syscall.Syscall;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.trace.abi.Registers;
import dev.ringfence.trace.stop.Stop;
import java.util.function.Consumer;

/**
 * Says what each stop means and lets the tracee go on. {@code ESRCH} of any request means that the tracee was killed
 * meanwhile: its end is reported by waitpid(2).
 */
final class Stops {
    private static final int SIGNAL_INFO_SIZE = 128;
    private static final int CORE_DUMPED = 0x80;
    private static final int FAILED_TO_EXECUTE = 1;

    private final Ptrace ptrace;
    private final Tracees tracees;
    private final Filter filter;
    private final Events events;
    private final Consumer<Errno> notExecuted;
    private final JavaStacks stacks;
    private final SyscallInfo info = new SyscallInfo();
    private final Block signalBlock = new Block(SIGNAL_INFO_SIZE);
    private final byte[] signalInfo = new byte[SIGNAL_INFO_SIZE];
    private ProgramTrace.End lastEnd = new ProgramTrace.End(0, 0);

    /**
     * Makes one.
     *
     * @param notExecuted gets the error with which the program could not be executed
     */
    Stops(
            Ptrace ptrace,
            Tracees tracees,
            Filter filter,
            Events events,
            JavaStacks stacks,
            Consumer<Errno> notExecuted) {
        this.notExecuted = notExecuted;
        this.ptrace = ptrace;
        this.tracees = tracees;
        this.filter = filter;
        this.events = events;
        this.stacks = stacks;
    }

    /** A stop at a system call, the most frequent one. */
    void atCall(Tracee tracee) {
        if (ptrace.syscallInfo(tracee.tid, info) != 0) return;
        switch (info.op()) {
            case SyscallInfo.OP_ENTRY, SyscallInfo.OP_SECCOMP -> {
                if (isHeld(tracee)) return;
            }
            case SyscallInfo.OP_EXIT -> left(tracee);
            default -> {} // The stop is not at a call any more: the tracee is dying.
        }
        resume(tracee, 0);
    }

    /** Returns whether the thread stays stopped. */
    private boolean isHeld(Tracee tracee) {
        tracee.inCall = true;
        tracee.instructionPointer = info.instructionPointer();
        Abi abi = Abi.of(info.arch(), info.number()).orElse(tracee.abi);
        Syscall call = SyscallTable.of(abi).call((int) info.number());
        if (abi != tracee.abi) changed(tracee, abi);
        tracee.call = call;
        boolean asked = !tracee.hidden && filter.observes(tracee, call, info);
        JavaStacks.Decision decision = asked ? stacks.decide(tracee, info) : JavaStacks.Decision.HIDE;
        tracee.observed = decision == JavaStacks.Decision.SHOW;
        if (tracee.observed) events.entered(tracee, info);
        return decision == JavaStacks.Decision.HOLD;
    }

    /** Lets threads go on whose Java frames are known now. */
    void releaseHeld() {
        stacks.serve(tracee -> {
            if (ptrace.syscallInfo(tracee.tid, info) != 0) return;
            tracee.observed = true;
            events.entered(tracee, info);
            resume(tracee, 0);
        });
    }

    private void changed(Tracee tracee, Abi abi) {
        tracee.abi = abi;
        if (!tracee.hidden) events.changedAbi(tracee, abi);
    }

    private void left(Tracee tracee) {
        if (!tracee.inCall) return; // Attached in the midst of a call.
        tracee.instructionPointer = info.instructionPointer();
        tracee.inCall = false;
        if (tracee.observed) events.left(tracee, info.result());
        if (tracee.starting) started(tracee);
    }

    /** The first call is the {@code execve} of the program: when it fails there is none. */
    private void started(Tracee tracee) {
        tracee.starting = false;
        if (info.result() == 0) return;
        tracee.hidden = true;
        notExecuted.accept(Errnos.of((int) -info.result()));
        Registers registers = Registers.ofThisMachine();
        if (registers.read(ptrace, tracee.tid) == 0) {
            int exit = SyscallTable.of(Abi.ofThisMachine()).number("exit_group").orElseThrow();
            registers.withCall(exit, FAILED_TO_EXECUTE).write(ptrace, tracee.tid);
        }
    }

    /** Any other stop, or the end. */
    void at(Tracee tracee, Stop stop, int status) {
        // Whoever is held and stops for another reason was killed.
        tracee.hold = null;
        if (stop instanceof Stop.Seccomp) {
            atCall(tracee);
            return;
        }
        boolean known = ptrace.syscallInfo(tracee.tid, info) == 0;
        tracee.instructionPointer = known ? info.instructionPointer() : 0;
        if (stop instanceof Stop.Signal signal) {
            signalled(tracee, signal.signal());
        } else if (stop instanceof Stop.Group group) {
            events.stopped(tracee, group.signal());
            ptrace.listen(tracee.tid);
        } else if (stop instanceof Stop.Executed) {
            resume(executed(tracee), 0);
        } else if (stop instanceof Stop.Exiting) {
            events.exiting(tracee);
            resume(tracee, 0);
        } else if (stop instanceof Stop.Exited exited) {
            ended(tracee, new ProgramTrace.End(exited.code(), 0));
            events.exited(tracee, exited.code());
            gone(tracee);
        } else if (stop instanceof Stop.Killed killed) {
            ended(tracee, new ProgramTrace.End(0, killed.signal()));
            events.killed(tracee, killed.signal(), (status & CORE_DUMPED) != 0);
            gone(tracee);
        } else {
            resume(tracee, 0);
        }
    }

    private void gone(Tracee tracee) {
        stacks.forget(tracee.tid);
        tracees.remove(tracee.tid);
    }

    private void ended(Tracee tracee, ProgramTrace.End end) {
        if (tracee.first) lastEnd = end;
    }

    /** Returns how the program ended that was started. */
    ProgramTrace.End end() {
        return lastEnd;
    }

    private void signalled(Tracee tracee, int signal) {
        boolean shown = filter.observesSignal(signal);
        if ((shown || stacks.mayBeOurs(signal)) && ptrace.signalInfo(tracee.tid, signalBlock) == 0) {
            signalBlock.get(0, signalInfo, 0, SIGNAL_INFO_SIZE);
            if (stacks.isOurs(signal, signalInfo)) {
                resume(tracee, stacks.isAsked(tracee) ? signal : 0);
                return;
            }
            if (shown) events.signalled(tracee, signal, signalInfo);
        }
        resume(tracee, signal);
    }

    /** The thread that executed a program has the id of its leader now, which is gone without a word. */
    private Tracee executed(Tracee leader) {
        leader.programs = null;
        stacks.forget(leader.tid);
        int former;
        try {
            former = (int) ptrace.eventMessage(leader.tid);
        } catch (SyscallFailure gone) {
            if (gone.errno().number() == Ptrace.ESRCH) return leader;
            throw gone;
        }
        Tracee executor = former == leader.tid ? null : tracees.find(former);
        if (executor == null) return leader;
        tracees.remove(former);
        leader.take(executor);
        events.superseded(leader, executor);
        return leader;
    }

    void resume(Tracee tracee, int signal) {
        if (filter.isInKernel() && !tracee.inCall) {
            ptrace.cont(tracee.tid, signal);
        } else {
            ptrace.contToSyscall(tracee.tid, signal);
        }
    }
}
