package dev.ringfence.spawn;

import dev.ringfence.ffi.Ptrace;
import dev.ringfence.spawn.SpawnFailure.Step;
import dev.ringfence.trace.seccomp.FilterProgram;

/**
 * Makes a stopped shell execute system calls of our choice, by setting its registers to the {@code syscall} instruction it
 * stopped in. So the worker gets its filter before its first instruction, and needs no native code of ours.
 */
public final class Injection {
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    /** Without it kernels before 5.16 would turn on a mitigation that slows the worker down. */
    private static final int SECCOMP_FILTER_FLAG_SPEC_ALLOW = 1 << 2;

    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int FIRST_INHERITED = 3;
    /** Well below the red zone (128 bytes) and whatever the shell has pushed. */
    private static final int BELOW_STACK = 64 * 1024;

    private final RemoteCalls calls;

    private Injection(RemoteCalls calls) {
        this.calls = calls;
    }

    /** Closes what the shell inherited beyond its standard streams, and installs the filter for good. */
    public static void prepare(Ptrace ptrace, StoppedShell shell, FilterProgram program) throws SpawnFailure {
        RemoteCalls calls = RemoteCalls.in(ptrace, shell.pid());
        Injection injection = new Injection(calls);
        injection.closeInherited();
        injection.installFilter(program);
        calls.restore();
    }

    /** Installs a filter in a stopped process. */
    static void install(RemoteCalls calls, FilterProgram program) throws SpawnFailure {
        new Injection(calls).installFilter(program);
    }

    /**
     * The JDK does not open every descriptor with close-on-exec, so the shell has copies of the tracer's sockets, which
     * would keep them open and show up as the worker's own.
     */
    private void closeInherited() throws SpawnFailure {
        if (calls.call("close_range", FIRST_INHERITED, 0xffffffffL, 0) == 0) {
            return;
        }
        for (int fd : calls.descriptors(FIRST_INHERITED)) {
            calls.call("close", fd);
        }
    }

    private void installFilter(FilterProgram program) throws SpawnFailure {
        long address = (calls.stackPointer() - BELOW_STACK) & ~15L;
        calls.write(address, program.toBytes(address));
        long result = seccomp(address);
        if (result == -EACCES) {
            // seccomp(2): without CAP_SYS_ADMIN the filter needs no_new_privs. Set it only then: it changes the worker.
            requireZero("prctl(PR_SET_NO_NEW_PRIVS)", calls.call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
            result = seccomp(address);
        }
        requireZero("seccomp(SECCOMP_SET_MODE_FILTER)", result);
    }

    private long seccomp(long address) throws SpawnFailure {
        long result = calls.call("seccomp", SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, address);
        return result == -EINVAL ? calls.call("seccomp", SECCOMP_SET_MODE_FILTER, 0, address) : result;
    }

    private void requireZero(String call, long result) throws SpawnFailure {
        if (result != 0) {
            throw StoppedShell.failure(Step.FILTER, call, (int) -result);
        }
    }
}
