package dev.ringfence.spawn;

import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallFailure;
import dev.ringfence.spawn.SpawnFailure.Step;
import dev.ringfence.syscall.Errnos;
import dev.ringfence.trace.stop.Stop;
import dev.ringfence.trace.stop.WaitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A shell that has stopped itself and is seized: one thread, standing behind the {@code syscall} instruction of its {@code
 * kill}, with nothing of the worker executed yet. {@link #release()} makes it the worker.
 */
public final class StoppedShell {
    private static final String SHELL = "/bin/sh";
    private static final String SCRIPT = "kill -STOP $$; exec \"$@\"";
    private static final int SIGKILL = 9;
    private static final int SIGCONT = 18;
    private static final int OPTIONS = Ptrace.OPTION_SYSGOOD
            | Ptrace.OPTION_FORK
            | Ptrace.OPTION_VFORK
            | Ptrace.OPTION_CLONE
            | Ptrace.OPTION_EXEC
            | Ptrace.OPTION_SECCOMP
            | Ptrace.OPTION_EXITKILL;

    private final Ptrace ptrace;
    private final NativeProcess processes;
    private final int pid;

    private StoppedShell(Ptrace ptrace, NativeProcess processes, int pid) {
        this.ptrace = ptrace;
        this.processes = processes;
        this.pid = pid;
    }

    /** What the shell becomes, and where its output goes. */
    public record Plan(
            List<String> command,
            Map<String, String> environment,
            String directory,
            int standardOut,
            int standardError) {
        public Plan {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Starts, waits for the stop, seizes.
     *
     * @throws SpawnFailure when the machine does not allow it; no process is left then
     */
    public static StoppedShell start(Ptrace ptrace, NativeProcess processes, Plan plan) throws SpawnFailure {
        int pid = spawn(processes, plan);
        StoppedShell shell = new StoppedShell(ptrace, processes, pid);
        try {
            shell.awaitSelfStop();
            shell.seize();
            return shell;
        } catch (SpawnFailure failure) {
            shell.kill();
            throw failure;
        }
    }

    private static int spawn(NativeProcess processes, Plan plan) throws SpawnFailure {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        argv.addAll(plan.command());
        List<String> environment = new ArrayList<>();
        plan.environment().forEach((name, value) -> environment.add(name + "=" + value));
        try {
            return processes.spawn(
                    SHELL, argv, environment, plan.directory(), plan.standardOut(), plan.standardError());
        } catch (SyscallFailure failure) {
            throw new SpawnFailure(
                    Step.SPAWN, SHELL + " could not be started: " + failure.getMessage(), failure.errno(), failure);
        }
    }

    private void awaitSelfStop() throws SpawnFailure {
        long result = ptrace.waitForStop(pid);
        if (result <= 0) {
            throw failure(Step.STOP, "waitpid(" + pid + ", WUNTRACED)", (int) -result);
        }
        Stop stop = WaitStatus.classify((int) result);
        if (!(stop instanceof Stop.Signal)) {
            throw new SpawnFailure(Step.STOP, "the shell was to stop itself but " + stop, null, null);
        }
    }

    private void seize() throws SpawnFailure {
        int errno = ptrace.seize(pid, OPTIONS);
        if (errno != 0) {
            throw failure(Step.SEIZE, "ptrace(PTRACE_SEIZE, " + pid + ")", errno);
        }
        long result = ptrace.waitFor(pid);
        if (result <= 0) {
            throw failure(Step.SEIZE, "waitpid(" + pid + ")", (int) -result);
        }
        Stop stop = WaitStatus.classify((int) result);
        if (!(stop instanceof Stop.Group) && !(stop instanceof Stop.Fresh)) {
            throw new SpawnFailure(Step.SEIZE, "a seized shell was to report its stop but " + stop, null, null);
        }
    }

    /** Returns the id of the process, now and as the worker. */
    public int pid() {
        return pid;
    }

    /** Lets the shell go on and become the worker. From now on its stops belong to the trace loop. */
    public void release() throws SpawnFailure {
        int errno = ptrace.cont(pid, 0);
        if (errno == 0) {
            errno = processes.kill(pid, SIGCONT);
        }
        if (errno != 0) {
            throw failure(Step.CONTROL, "ptrace(PTRACE_CONT, " + pid + ")", errno);
        }
    }

    /** Ends the shell and waits until it is gone. */
    public void kill() {
        processes.kill(pid, SIGKILL);
        while (true) {
            long result = ptrace.waitFor(pid);
            if (result == -Ptrace.EINTR) {
                continue;
            }
            if (result <= 0 || isEnd(WaitStatus.classify((int) result))) {
                return;
            }
        }
    }

    private static boolean isEnd(Stop stop) {
        return stop instanceof Stop.Exited || stop instanceof Stop.Killed;
    }

    static SpawnFailure failure(Step step, String call, int errno) {
        return new SpawnFailure(step, call + ": " + Errnos.of(errno), Errnos.of(errno), null);
    }
}
