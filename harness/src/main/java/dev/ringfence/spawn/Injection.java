package dev.ringfence.spawn;

import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.spawn.SpawnFailure.Step;
import dev.ringfence.trace.abi.Registers;
import dev.ringfence.trace.seccomp.FilterProgram;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a stopped shell execute system calls of our choice, by setting its registers to the {@code syscall} instruction it
 * stopped in. So the worker gets its filter before its first instruction, and needs no native code of ours.
 */
public final class Injection {
    private static final int SYS_CLOSE = 3;
    private static final int SYS_PRCTL = 157;
    private static final int SYS_SECCOMP = 317;
    private static final int SYS_CLOSE_RANGE = 436;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    /** Without it kernels before 5.16 would turn on a mitigation that slows the worker down. */
    private static final int SECCOMP_FILTER_FLAG_SPEC_ALLOW = 1 << 2;

    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int FIRST_INHERITED = 3;
    /** Well below the red zone (128 bytes) and whatever the shell has pushed. */
    private static final int BELOW_STACK = 64 * 1024;

    private final Ptrace ptrace;
    private final int pid;
    private final Registers saved = new Registers();
    private final SyscallInfo info = new SyscallInfo();

    private Injection(Ptrace ptrace, int pid) {
        this.ptrace = ptrace;
        this.pid = pid;
    }

    /** Closes what the shell inherited beyond its standard streams, and installs the filter for good. */
    public static void prepare(Ptrace ptrace, StoppedShell shell, FilterProgram program) throws SpawnFailure {
        Injection injection = new Injection(ptrace, shell.pid());
        injection.check(
                Step.CONTROL,
                "ptrace(PTRACE_GETREGS, " + shell.pid() + ")",
                ptrace.getRegisters(shell.pid(), injection.saved.block()));
        injection.closeInherited();
        injection.installFilter(program);
        injection.check(
                Step.CONTROL,
                "ptrace(PTRACE_SETREGS, " + shell.pid() + ")",
                ptrace.setRegisters(shell.pid(), injection.saved.block()));
    }

    /**
     * The JDK does not open every descriptor with close-on-exec, so the shell has copies of the tracer's sockets, which
     * would keep them open and show up as the worker's own.
     */
    private void closeInherited() throws SpawnFailure {
        if (call(SYS_CLOSE_RANGE, FIRST_INHERITED, 0xffffffffL, 0) == 0) {
            return;
        }
        for (int fd : inherited()) {
            call(SYS_CLOSE, fd);
        }
    }

    private List<Integer> inherited() throws SpawnFailure {
        try (Stream<Path> fds = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return fds.map(path -> path.getFileName().toString())
                    .map(name -> KernelText.line("/proc/" + pid + "/fd", name).decimalInt(0, "descriptor"))
                    .filter(fd -> fd >= FIRST_INHERITED)
                    .toList();
        } catch (IOException e) {
            throw new SpawnFailure(Step.CONTROL, "/proc/" + pid + "/fd could not be read: " + e.getMessage(), null, e);
        }
    }

    private void installFilter(FilterProgram program) throws SpawnFailure {
        long address = (saved.stackPointer() - BELOW_STACK) & ~15L;
        write(address, program.toBytes(address));
        long result = seccomp(address);
        if (result == -EACCES) {
            // seccomp(2): without CAP_SYS_ADMIN the filter needs no_new_privs. Set it only then: it changes the worker.
            requireZero("prctl(PR_SET_NO_NEW_PRIVS)", call(SYS_PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
            result = seccomp(address);
        }
        requireZero("seccomp(SECCOMP_SET_MODE_FILTER)", result);
    }

    private long seccomp(long address) throws SpawnFailure {
        long result = call(SYS_SECCOMP, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, address);
        return result == -EINVAL ? call(SYS_SECCOMP, SECCOMP_SET_MODE_FILTER, 0, address) : result;
    }

    private void write(long address, byte[] bytes) throws SpawnFailure {
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "rw")) {
            memory.seek(address);
            memory.write(bytes);
        } catch (IOException e) {
            throw new SpawnFailure(
                    Step.CONTROL, "/proc/" + pid + "/mem could not be written: " + e.getMessage(), null, e);
        }
    }

    private long call(long number, long... arguments) throws SpawnFailure {
        Registers registers = saved.withCall(number, arguments);
        check(Step.CONTROL, "ptrace(PTRACE_SETREGS, " + pid + ")", ptrace.setRegisters(pid, registers.block()));
        step(SyscallInfo.OP_ENTRY);
        step(SyscallInfo.OP_EXIT);
        return info.result();
    }

    private void step(int expected) throws SpawnFailure {
        check(Step.CONTROL, "ptrace(PTRACE_SYSCALL, " + pid + ")", ptrace.contToSyscall(pid, 0));
        long result = ptrace.waitFor(pid);
        if (result <= 0) {
            throw StoppedShell.failure(Step.CONTROL, "waitpid(" + pid + ")", (int) -result);
        }
        check(Step.SYSCALL_INFO, "ptrace(PTRACE_GET_SYSCALL_INFO, " + pid + ")", ptrace.syscallInfo(pid, info));
        if (info.op() != expected) {
            throw new SpawnFailure(
                    Step.CONTROL,
                    "an injected call was to stop with operation " + expected + " but stopped with " + info.op(),
                    null,
                    null);
        }
    }

    private void check(Step step, String call, int errno) throws SpawnFailure {
        if (errno != 0) {
            throw StoppedShell.failure(step, call, errno);
        }
    }

    private void requireZero(String call, long result) throws SpawnFailure {
        if (result != 0) {
            throw StoppedShell.failure(Step.FILTER, call, (int) -result);
        }
    }
}
