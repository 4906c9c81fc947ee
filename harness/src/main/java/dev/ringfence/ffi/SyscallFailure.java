package dev.ringfence.ffi;

import dev.ringfence.syscall.Errno;
import dev.ringfence.syscall.Errnos;

/** A system call of ours failed. The message reads {@code ptrace(PTRACE_SEIZE, 4711): EPERM (1)}. */
public final class SyscallFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String call;
    private final int errno;

    /** Makes a failure of the call, which reads as its source code would, such as {@code ptrace(PTRACE_SEIZE, 4711)}. */
    public SyscallFailure(String call, int errno) {
        super(call + ": " + Errnos.of(errno) + " (" + errno + ")");
        this.call = call;
        this.errno = errno;
    }

    /** Returns the call with its arguments. */
    public String call() {
        return call;
    }

    /** Returns the error. */
    public Errno errno() {
        return Errnos.of(errno);
    }
}
