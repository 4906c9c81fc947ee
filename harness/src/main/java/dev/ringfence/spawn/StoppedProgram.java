package dev.ringfence.spawn;

import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallFailure;
import dev.ringfence.spawn.SpawnFailure.Step;
import dev.ringfence.trace.seccomp.FilterProgram;
import dev.ringfence.trace.stop.Stop;
import dev.ringfence.trace.stop.WaitStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program that is about to be executed: a process, seized, whose next instruction is its {@code execve}, and which is
 * otherwise as if it had been started without us. A shell that stopped itself was made to call it.
 */
public final class StoppedProgram {
    private static final String SHELL = "/bin/sh";
    private static final List<String> STOP_YOURSELF = List.of("sh", "-c", "kill -STOP $$");
    private static final int SIGKILL = 9;
    private static final int SIGCONT = 18;
    private static final int RLIMIT_NOFILE = 7;
    private static final int FIRST_INHERITED = 3;
    /** A tracer that waits for more stops than this has misunderstood something. */
    private static final int STOPS_BEFORE_CONTINUED = 8;

    private final Ptrace ptrace;
    private final NativeProcess processes;
    private final int pid;

    private StoppedProgram(Ptrace ptrace, NativeProcess processes, int pid) {
        this.ptrace = ptrace;
        this.processes = processes;
        this.pid = pid;
    }

    /**
     * What is executed, and as what. Strings are bytes, one in each character: the kernel knows no encoding.
     *
     * @param path of the program
     * @param arguments its argument vector, the name first
     * @param environment as {@code NAME=value}, in order
     * @param keep descriptors beyond the standard streams that it inherits
     * @param blocked signals that it blocks, bit 0 for signal 1
     * @param openFiles the soft limit of open files that it gets, or 0 for ours
     * @param user whose rights it gets, if not ours
     * @param filter of its system calls, if any
     * @param options of ptrace(2)
     */
    public record Plan(
            byte[] path,
            List<byte[]> arguments,
            List<byte[]> environment,
            Set<Integer> keep,
            long blocked,
            long openFiles,
            Optional<UserIds> user,
            Optional<FilterProgram> filter,
            int options) {
        public Plan {
            path = path.clone();
            arguments = List.copyOf(arguments);
            environment = List.copyOf(environment);
            keep = Set.copyOf(keep);
        }
    }

    /** The ids that a process gets. */
    public record UserIds(int uid, int gid, List<Integer> groups) {
        public UserIds {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Starts a process up to its {@code execve}.
     *
     * @return its id
     * @throws SpawnFailure when the machine does not allow it; no process is left then
     */
    public static int start(Ptrace ptrace, NativeProcess processes, Plan plan) throws SpawnFailure {
        StoppedProgram program = new StoppedProgram(ptrace, processes, spawn(processes, plan.blocked()));
        try {
            program.await();
            program.seize(plan.options());
            program.endGroupStop();
            program.prepare(plan);
            return program.pid;
        } catch (SpawnFailure failure) {
            program.kill();
            throw failure;
        }
    }

    private static int spawn(NativeProcess processes, long blocked) throws SpawnFailure {
        try {
            return processes.spawnAlike(SHELL, STOP_YOURSELF, blocked);
        } catch (SyscallFailure failure) {
            throw new SpawnFailure(
                    Step.SPAWN, SHELL + " could not be started: " + failure.getMessage(), failure.errno(), failure);
        }
    }

    private void await() throws SpawnFailure {
        Stop stop = stop(Step.STOP, ptrace.waitForStop(pid));
        if (!(stop instanceof Stop.Signal)) {
            throw new SpawnFailure(Step.STOP, "the shell was to stop itself but " + stop, null, null);
        }
    }

    private void seize(int options) throws SpawnFailure {
        int errno = ptrace.seize(pid, options);
        if (errno != 0) {
            throw StoppedShell.failure(Step.SEIZE, "ptrace(PTRACE_SEIZE, " + pid + ")", errno);
        }
        stop(Step.SEIZE, ptrace.waitFor(pid));
    }

    /** Continues the shell and takes the SIGCONT away, so that the program finds no trace of the stop. */
    private void endGroupStop() throws SpawnFailure {
        int errno = processes.kill(pid, SIGCONT);
        for (int i = 0; errno == 0 && i < STOPS_BEFORE_CONTINUED; i++) {
            errno = ptrace.cont(pid, 0);
            Stop stop = stop(Step.CONTROL, ptrace.waitFor(pid));
            if (stop instanceof Stop.Signal signal && signal.signal() == SIGCONT) {
                return;
            }
        }
        throw errno != 0
                ? StoppedShell.failure(Step.CONTROL, "continuing the shell", errno)
                : new SpawnFailure(Step.CONTROL, "the shell did not get its SIGCONT", null, null);
    }

    private static Stop stop(Step step, long result) throws SpawnFailure {
        if (result <= 0) {
            throw StoppedShell.failure(step, "waitpid()", (int) -result);
        }
        return WaitStatus.classify((int) result);
    }

    private void prepare(Plan plan) throws SpawnFailure {
        RemoteCalls calls = RemoteCalls.in(ptrace, pid);
        for (int fd : calls.descriptors(FIRST_INHERITED)) {
            if (!plan.keep().contains(fd)) {
                calls.call("close", fd);
            }
        }
        ExecArguments arguments = ExecArguments.write(calls, plan);
        if (plan.openFiles() > 0) {
            limitOpenFiles(calls, plan.openFiles(), arguments);
        }
        if (plan.user().isPresent()) {
            become(calls, plan.user().get(), arguments);
        }
        if (plan.filter().isPresent()) {
            Injection.install(calls, plan.filter().get());
        }
        calls.begin("execve", arguments.path(), arguments.argv(), arguments.envp());
    }

    /** struct rlimit64: soft, hard. The call writes the present one first, of which the hard one stays. */
    private static void limitOpenFiles(RemoteCalls calls, long soft, ExecArguments arguments) throws SpawnFailure {
        require("prlimit64", calls.call("prlimit64", 0, RLIMIT_NOFILE, 0, arguments.limit()));
        calls.write(arguments.limit(), ExecArguments.word(soft));
        require("prlimit64", calls.call("prlimit64", 0, RLIMIT_NOFILE, arguments.limit(), 0));
    }

    private static void become(RemoteCalls calls, UserIds user, ExecArguments arguments) throws SpawnFailure {
        require("setgroups", calls.call("setgroups", user.groups().size(), arguments.groups()));
        require("setresgid", calls.call("setresgid", user.gid(), user.gid(), user.gid()));
        require("setresuid", calls.call("setresuid", user.uid(), user.uid(), user.uid()));
    }

    private static void require(String call, long result) throws SpawnFailure {
        if (result < 0) {
            throw StoppedShell.failure(Step.CONTROL, call, (int) -result);
        }
    }

    private void kill() {
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
}
