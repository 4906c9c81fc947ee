package dev.ringfence.environment;

import dev.ringfence.environment.TracingFailure.Step;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.spawn.Injection;
import dev.ringfence.spawn.SpawnFailure;
import dev.ringfence.spawn.StoppedShell;
import dev.ringfence.trace.seccomp.FilterProgram;
import dev.ringfence.trace.stop.Stop;
import dev.ringfence.trace.stop.WaitStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts, seizes and filters a shell that becomes another one, and waits for its {@code execve} to be reported. */
public final class LiveTracingProbe implements TracingProbe {
    private static final int EXECVE = 59;
    private static final StoppedShell.Plan PLAN =
            new StoppedShell.Plan(List.of("/bin/sh", "-c", ":"), Map.of(), "/", -1, -1);

    @Override
    public Optional<TracingFailure> attempt() {
        Libc libc;
        try {
            libc = Libc.load();
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(new TracingFailure(Step.LOAD, e.toString(), null));
        }
        return attempt(new Ptrace(libc), new NativeProcess(libc));
    }

    private static Optional<TracingFailure> attempt(Ptrace ptrace, NativeProcess processes) {
        try {
            StoppedShell shell = StoppedShell.start(ptrace, processes, PLAN);
            try {
                Injection.prepare(ptrace, shell, FilterProgram.observing(Set.of(EXECVE)));
                shell.release();
            } catch (SpawnFailure failure) {
                shell.kill();
                throw failure;
            }
            return watch(ptrace, shell.pid())
                    ? Optional.empty()
                    : Optional.of(new TracingFailure(Step.OBSERVE, "the shell ended unseen", null));
        } catch (SpawnFailure failure) {
            return Optional.of(translate(failure));
        }
    }

    /** Resumes the shell until it ends. Returns whether its execve was reported. */
    private static boolean watch(Ptrace ptrace, int pid) {
        SyscallInfo info = new SyscallInfo();
        boolean seen = false;
        while (true) {
            long result = ptrace.waitFor(pid);
            if (result == -Ptrace.EINTR) continue;
            if (result <= 0) return seen;
            Stop stop = WaitStatus.classify((int) result);
            if (stop instanceof Stop.Exited || stop instanceof Stop.Killed) return seen;
            if (stop instanceof Stop.Seccomp && ptrace.syscallInfo(pid, info) == 0) {
                seen |= info.op() == SyscallInfo.OP_SECCOMP && info.number() == EXECVE;
            }
            // ESRCH, when it was killed meanwhile, is followed by its end.
            ptrace.cont(pid, stop instanceof Stop.Signal signal ? signal.signal() : 0);
        }
    }

    /** Explains a failure to start a worker as this probe would. */
    public static ProbeResult.Fails explain(SpawnFailure failure) {
        return TracingDiagnosis.explain(
                TraceProbe.NAME,
                translate(failure),
                SurroundingsReader.ofThisMachine().get());
    }

    private static TracingFailure translate(SpawnFailure failure) {
        Step step = switch (failure.step()) {
            case SPAWN -> Step.SPAWN;
            case STOP -> Step.STOP;
            case SEIZE -> Step.SEIZE;
            case CONTROL -> Step.CONTROL;
            case SYSCALL_INFO -> Step.SYSCALL_INFO;
            case FILTER -> Step.FILTER;
        };
        return new TracingFailure(
                step, String.valueOf(failure.getMessage()), failure.errno().orElse(null));
    }
}
