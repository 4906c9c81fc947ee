package dev.ringfence.program;

import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.hotspot.JavaFrames;
import dev.ringfence.hotspot.Memory;
import dev.ringfence.hotspot.ThreadStates;
import dev.ringfence.hotspot.VmThreads;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskStat;
import dev.ringfence.kernelfs.proc.TaskStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds threads of virtual machines at the entries of calls that are shown until their Java frames are known ({@code -k}).
 * Confined to the tracer thread, which serves all other threads meanwhile.
 */
final class JavaStacks {
    static final int SIGQUIT = 3;

    private static final Path PROC = Path.of("/proc");
    private static final int FUTEX_WAIT_PRIVATE = 0x80;
    /** Of siginfo_t: int si_signo, si_errno, si_code, padding, pid_t si_pid. */
    private static final int SENDER = 16;

    private static final JavaFrames INSIDE = new JavaFrames.Unknown("the thread is inside of the virtual machine");
    private static final JavaFrames SPARED =
            new JavaFrames.Unknown("the virtual machine did not tell them a moment ago, when they were waited for");
    private static final JavaFrames UNASKED = new JavaFrames.Unknown("the virtual machine is not asked any more");

    private final boolean enabled;
    private final Jvms jvms;
    private final RemoteMemory memory;
    private final Answers answers;
    private final long self = ProcessHandle.current().pid();

    /** What is to become of a thread at the entry of a call that was asked for. */
    enum Decision {
        /** The call is shown, and the thread goes on. */
        SHOW,
        /** The thread stays stopped: {@link #serve} returns it when the frames are known. */
        HOLD,
        /** The call is not shown: it is about our own question. */
        HIDE
    }

    JavaStacks(boolean enabled, Jvms jvms, RemoteMemory memory, Answers answers) {
        this.enabled = enabled;
        this.jvms = jvms;
        this.memory = memory;
        this.answers = answers;
    }

    /**
     * Decides about a thread at the entry of a call.
     *
     * @param info the arguments of the call
     */
    Decision decide(Tracee tracee, SyscallInfo info) {
        if (!enabled) return Decision.SHOW;
        tracee.frames = null;
        TaskStatus status = status(tracee);
        if (status == null) return Decision.SHOW;
        Jvms.Asked jvm = jvms.find(status.process(), memory(tracee));
        if (jvm == null) return Decision.SHOW;
        String name =
                TaskStat.readComm(PROC, status.process(), tracee.tid).value().orElse("");
        if (VmThreads.isAttachListener(name)) return Decision.HIDE;
        if (VmThreads.isWithoutFrames(name)) return Decision.SHOW;
        ThreadStates.State state = jvm.state(status.innermostTask(), memory(tracee));
        if (state == ThreadStates.State.NO_JAVA_THREAD) return Decision.SHOW;
        tracee.frames = INSIDE;
        if (state == ThreadStates.State.INSIDE || waitsForSafepoint(tracee, info)) return Decision.SHOW;
        tracee.frames = SPARED;
        if (isSpared(tracee)) return Decision.SHOW;
        tracee.frames = UNASKED;
        return isHeld(tracee, status.innermostTask(), jvm, info) ? Decision.HOLD : Decision.SHOW;
    }

    /** Whatever kept the last answer from coming may do so again. */
    private static boolean isSpared(Tracee tracee) {
        tracee.spared = tracee.spared && System.nanoTime() - tracee.spareUntilNanos < 0;
        return tracee.spared;
    }

    private static @Nullable TaskStatus status(Tracee tracee) {
        if (tracee.status == null)
            tracee.status = TaskStatus.read(TaskDirectory.process(PROC, tracee.tid))
                    .value()
                    .orElse(null);
        return tracee.status;
    }

    private Memory memory(Tracee tracee) {
        return (address, target) -> memory.readAll(tracee.tid, address, target, target.length) == target.length;
    }

    /**
     * Returns whether it is about to wait until a safepoint is over (waitBarrier_linux.cpp: for an odd number and without a limit;
     * a lock of glibc waits for 2). There can be no other safepoint, and no dump, before it has gone on.
     */
    private static boolean waitsForSafepoint(Tracee tracee, SyscallInfo info) {
        return tracee.call != null
                && tracee.call.name().equals("futex")
                && (int) info.argument(1) == FUTEX_WAIT_PRIVATE
                && (info.argument(2) & 1) != 0
                && info.argument(3) == 0;
    }

    /**
     * Returns whether it is held. The dynamic linker makes its calls while it has a lock that other threads take inside of the
     * virtual machine, when they look for a native method; then no answer comes.
     */
    private boolean isHeld(Tracee tracee, int innerId, Jvms.Asked jvm, SyscallInfo info) {
        Hold hold = new Hold(tracee);
        boolean links = jvm.linker().contains(info.instructionPointer());
        boolean held = jvm.asker().ask(innerId, links, frames -> answers.put(new Answers.Answer(hold, frames)));
        tracee.hold = held ? hold : null;
        return held;
    }

    /** Hands over the threads whose frames have become known. */
    void serve(Consumer<Tracee> goOn) {
        if (!enabled) return;
        for (Answers.Answer answer = answers.take(); answer != null; answer = answers.take()) {
            Tracee tracee = answer.hold().tracee;
            if (!answer.hold().isOn()) continue;
            tracee.hold = null;
            tracee.frames = answer.frames();
            if (answer.frames() instanceof JavaFrames.Unknown unknown && unknown.late()) {
                tracee.spared = true;
                tracee.spareUntilNanos = System.nanoTime() + answer.hold().nanos();
            }
            goOn.accept(tracee);
        }
    }

    /** Returns whether a signal may be the one by which we tell virtual machines to listen. */
    boolean mayBeOurs(int signal) {
        return enabled && signal == SIGQUIT;
    }

    /** Returns whether a signal is that one. */
    boolean isOurs(int signal, byte[] signalInfo) {
        return mayBeOurs(signal)
                && ByteBuffer.wrap(signalInfo).order(ByteOrder.nativeOrder()).getInt(SENDER) == self;
    }

    /** Returns whether the process of a thread is still the virtual machine that we know; another program would die of our signal. */
    boolean isAsked(Tracee tracee) {
        TaskStatus status = status(tracee);
        return status != null && jvms.isKnown(status.process());
    }

    /** The process of this leader has another program now, or has ended. */
    void forget(int process) {
        jvms.forget(process);
    }

    /** Asks no more, and waits until that has come to its end everywhere. */
    void end() {
        answers.end();
        jvms.end();
    }
}
