package dev.ringfence.spawn;

import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.spawn.SpawnFailure.Step;
import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.trace.abi.Registers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** System calls that a stopped process makes for us: its registers are set to the {@code syscall} instruction it stopped in. */
final class RemoteCalls {
    private final Ptrace ptrace;
    private final int pid;
    private final Registers saved = Registers.ofThisMachine();
    private final SyscallInfo info = new SyscallInfo();

    private RemoteCalls(Ptrace ptrace, int pid) {
        this.ptrace = ptrace;
        this.pid = pid;
    }

    /** Prepares calls of a tracee that stands right behind a {@code syscall} instruction. */
    static RemoteCalls in(Ptrace ptrace, int pid) throws SpawnFailure {
        RemoteCalls calls = new RemoteCalls(ptrace, pid);
        calls.check(Step.CONTROL, "ptrace(PTRACE_GETREGS, " + pid + ")", calls.saved.read(ptrace, pid));
        return calls;
    }

    /** Puts the registers back as they were. */
    void restore() throws SpawnFailure {
        check(Step.CONTROL, "ptrace(PTRACE_SETREGS, " + pid + ")", saved.write(ptrace, pid));
    }

    int pid() {
        return pid;
    }

    long stackPointer() {
        return saved.stackPointer();
    }

    /** Returns the descriptors that are open in the process, from this number on. */
    List<Integer> descriptors(int first) throws SpawnFailure {
        try (Stream<Path> fds = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return fds.map(path -> path.getFileName().toString())
                    .map(name -> KernelText.line("/proc/" + pid + "/fd", name).decimalInt(0, "descriptor"))
                    .filter(fd -> fd >= first)
                    .toList();
        } catch (IOException e) {
            throw new SpawnFailure(Step.CONTROL, "/proc/" + pid + "/fd could not be read: " + e.getMessage(), null, e);
        }
    }

    void write(long address, byte[] bytes) throws SpawnFailure {
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "rw")) {
            memory.seek(address);
            memory.write(bytes);
        } catch (IOException e) {
            throw new SpawnFailure(
                    Step.CONTROL, "/proc/" + pid + "/mem could not be written: " + e.getMessage(), null, e);
        }
    }

    /** Has the process make a call, and returns its result: a negative errno for a failure. */
    long call(String name, long... arguments) throws SpawnFailure {
        begin(name, arguments);
        step(SyscallInfo.OP_ENTRY);
        step(SyscallInfo.OP_EXIT);
        return info.result();
    }

    /** Sets the process to make a call as soon as it is resumed. */
    void begin(String name, long... arguments) throws SpawnFailure {
        int number =
                SyscallTable.of(Abi.ofThisMachine()).number(name).orElseThrow(() -> new IllegalStateException(name));
        Registers registers = saved.withCall(number, arguments);
        check(Step.CONTROL, "ptrace(PTRACE_SETREGS, " + pid + ")", registers.write(ptrace, pid));
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
}
