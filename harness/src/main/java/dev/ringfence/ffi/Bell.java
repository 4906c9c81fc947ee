package dev.ringfence.ffi;

import dev.ringfence.syscall.Abi;
import dev.ringfence.syscall.SyscallTable;

/**
 * Wakes a thread that waits in waitpid(2): a signal whose handler does nothing, and after which the wait is not restarted.
 * It may come a moment before the wait begins, so it is to be rung until it was heard.
 */
public final class Bell {
    /** Ignored unless somebody handles it, and used by neither the JVM nor the JDK. */
    private static final int SIGURG = 23;

    private final Libc libc;
    private final long process;
    private final long thread;
    private final long tgkill = number("tgkill");

    /** Makes the bell of the calling thread. */
    public Bell(Libc libc) {
        this.libc = libc;
        this.process = ProcessHandle.current().pid();
        this.thread = libc.syscall(number("gettid"), 0, 0, 0);
        // Without SA_RESTART; a handler needs no more than to be there, so any function of libc that does no harm will
        // do.
        libc.siginterrupt(SIGURG, 1);
        libc.signal(SIGURG, libc.dlsym(0, "getppid"));
    }

    /** Interrupts the thread's wait. May be called by any thread. */
    public void ring() {
        libc.syscall(tgkill, process, thread, SIGURG);
    }

    private static int number(String name) {
        return SyscallTable.of(Abi.ofThisMachine()).number(name).orElseThrow();
    }
}
