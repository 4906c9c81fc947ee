package dev.ringfence.ffi;

import com.kenai.jffi.LastError;

/**
 * ptrace(2) and waitpid(2) for one tracing thread. Methods that return an {@code int} return 0 or the errno, so that
 * {@code ESRCH} of a tracee that died is an answer and not an exception. Not thread-safe: ptrace(2): "requests must be
 * made by the thread that attached".
 */
public final class Ptrace {
    public static final int ESRCH = 3;
    public static final int ECHILD = 10;
    public static final int EINTR = 4;

    public static final int OPTION_SYSGOOD = 1;
    public static final int OPTION_FORK = 1 << 1;
    public static final int OPTION_VFORK = 1 << 2;
    public static final int OPTION_CLONE = 1 << 3;
    public static final int OPTION_EXEC = 1 << 4;
    public static final int OPTION_EXIT = 1 << 6;
    public static final int OPTION_SECCOMP = 1 << 7;
    public static final int OPTION_EXITKILL = 1 << 20;

    private static final int PTRACE_CONT = 7;
    private static final int PTRACE_GETREGS = 12;
    private static final int PTRACE_SETREGS = 13;
    private static final int PTRACE_DETACH = 17;
    private static final int PTRACE_SYSCALL = 24;
    private static final int PTRACE_GETEVENTMSG = 0x4201;
    private static final int PTRACE_GETSIGINFO = 0x4202;
    private static final int PTRACE_GETREGSET = 0x4204;
    private static final int PTRACE_SETREGSET = 0x4205;
    private static final int PTRACE_SEIZE = 0x4206;
    private static final int PTRACE_INTERRUPT = 0x4207;
    private static final int PTRACE_LISTEN = 0x4208;
    private static final int PTRACE_GET_SYSCALL_INFO = 0x420e;

    /** The general registers, elf.h. */
    private static final int NT_PRSTATUS = 1;

    private static final int ENODATA = 61;

    private static final int WNOHANG = 1;
    private static final int WUNTRACED = 2;
    private static final int WNOTHREAD = 0x20000000;
    private static final int WALL = 0x40000000;

    private final Libc libc;
    private final Block status = new Block(4);
    private final Block message = new Block(8);
    private final Block info = new Block(SyscallInfo.SIZE);
    /** struct iovec: void *iov_base, size_t iov_len. */
    private final Block registerSet = new Block(16);

    public Ptrace(Libc libc) {
        this.libc = libc;
    }

    static int lastError() {
        return LastError.getInstance().get();
    }

    private int request(int request, int tid, long address, long data) {
        return libc.ptrace(request, tid, address, data) == -1 ? lastError() : 0;
    }

    /** Begins to trace a process without stopping it: {@code PTRACE_SEIZE} with {@code PTRACE_O_*} options. */
    public int seize(int tid, int options) {
        return request(PTRACE_SEIZE, tid, 0, options);
    }

    /** Lets a stopped tracee go on, with a signal or 0. */
    public int cont(int tid, int signal) {
        return request(PTRACE_CONT, tid, 0, signal);
    }

    /** Lets a stopped tracee go on to the next entry or exit of a system call, with a signal or 0. */
    public int contToSyscall(int tid, int signal) {
        return request(PTRACE_SYSCALL, tid, 0, signal);
    }

    /** Leaves a group-stopped tracee stopped, but listening for what ends the stop. */
    public int listen(int tid) {
        return request(PTRACE_LISTEN, tid, 0, 0);
    }

    /** Makes a running tracee stop soon, without a signal. */
    public int interrupt(int tid) {
        return request(PTRACE_INTERRUPT, tid, 0, 0);
    }

    /** Ends the tracing of a stopped tracee and lets it go on, with a signal or 0. */
    public int detach(int tid, int signal) {
        return request(PTRACE_DETACH, tid, 0, signal);
    }

    /** Reads the siginfo_t, 128 bytes, of the signal that stopped the tracee; {@code EINVAL} in a group stop. */
    public int signalInfo(int tid, Block target) {
        return request(PTRACE_GETSIGINFO, tid, 0, target.address());
    }

    /**
     * Reads what the system call stop of the tracee is about.
     *
     * @param target filled when 0 is returned
     */
    public int syscallInfo(int tid, SyscallInfo target) {
        if (libc.ptrace(PTRACE_GET_SYSCALL_INFO, tid, SyscallInfo.SIZE, info.address()) == -1) {
            return lastError();
        }
        target.read(info);
        return 0;
    }

    /**
     * Returns the message of an event stop: the new thread id of a clone, the former thread id of an exec.
     *
     * @throws SyscallFailure when the tracee is gone
     */
    public long eventMessage(int tid) {
        int errno = request(PTRACE_GETEVENTMSG, tid, 0, message.address());
        if (errno != 0) {
            throw new SyscallFailure("ptrace(PTRACE_GETEVENTMSG, " + tid + ")", errno);
        }
        return message.getLong(0);
    }

    /** Reads {@code struct user_regs_struct} of x86_64 into the block, which is of its size. */
    public int getRegisters(int tid, Block registers) {
        return request(PTRACE_GETREGS, tid, 0, registers.address());
    }

    /** Writes {@code struct user_regs_struct}. */
    public int setRegisters(int tid, Block registers) {
        return request(PTRACE_SETREGS, tid, 0, registers.address());
    }

    /**
     * Reads the general registers into the block, which is of the size that they have on this architecture: {@code struct
     * user_pt_regs} on aarch64.
     *
     * @return 0 or the errno; {@code ENODATA} where the tracee has others, because it is a 32-bit program
     */
    public int getRegisterSet(int tid, Block registers) {
        int errno = registerSet(PTRACE_GETREGSET, tid, registers);
        return errno == 0 && registerSet.getLong(8) != registers.size() ? ENODATA : errno;
    }

    /** Writes the general registers. */
    public int setRegisterSet(int tid, Block registers) {
        return registerSet(PTRACE_SETREGSET, tid, registers);
    }

    private int registerSet(int request, int tid, Block registers) {
        registerSet.putLong(0, registers.address());
        registerSet.putLong(8, registers.size());
        return request(request, tid, NT_PRSTATUS, registerSet.address());
    }

    /**
     * Waits for a stop or end of any tracee or child of this thread.
     *
     * @param block whether to wait when there is none
     * @return thread id in the high 32 bits and raw status in the low ones; 0 when there is none; a negative errno
     */
    public long waitAny(boolean block) {
        return waitFor(-1, WALL | WNOTHREAD | (block ? 0 : WNOHANG));
    }

    /** Waits for a stop or end of this tracee; result as {@link #waitAny}. */
    public long waitFor(int tid) {
        return waitFor(tid, WALL);
    }

    /** Waits until this child, not traced yet, has stopped or ended; result as {@link #waitAny}. */
    public long waitForStop(int pid) {
        return waitFor(pid, WUNTRACED);
    }

    private long waitFor(int tid, int options) {
        int result = libc.waitpid(tid, status.address(), options);
        if (result == -1) {
            return -lastError();
        }
        return result == 0 ? 0 : ((long) result << 32) | (status.getInt(0) & 0xffffffffL);
    }
}
