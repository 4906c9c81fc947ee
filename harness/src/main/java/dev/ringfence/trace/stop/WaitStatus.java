package dev.ringfence.trace.stop;

import dev.ringfence.trace.stop.Stop.CloneKind;

/** Classifies raw wait statuses: wait(2), ptrace(2), include/uapi/linux/ptrace.h. */
public final class WaitStatus {
    private static final int SIGTRAP = 5;
    private static final int SIGSTOP = 19;
    private static final int SIGTSTP = 20;
    private static final int SIGTTIN = 21;
    private static final int SIGTTOU = 22;
    private static final int SYSGOOD = 0x80;

    private static final int EVENT_FORK = 1;
    private static final int EVENT_VFORK = 2;
    private static final int EVENT_CLONE = 3;
    private static final int EVENT_EXEC = 4;
    private static final int EVENT_EXIT = 6;
    private static final int EVENT_SECCOMP = 7;
    private static final int EVENT_STOP = 128;

    private WaitStatus() {}

    /**
     * Classifies a status.
     *
     * @throws IllegalArgumentException for a status that the options we set cannot produce
     */
    public static Stop classify(int status) {
        if ((status & 0x7f) == 0) {
            return new Stop.Exited((status >> 8) & 0xff);
        }
        if ((status & 0x7f) != 0x7f) {
            return new Stop.Killed(status & 0x7f);
        }
        int signal = (status >> 8) & 0xff;
        return switch (status >>> 16) {
            case 0 -> signal == (SIGTRAP | SYSGOOD) ? new Stop.Syscall() : new Stop.Signal(signal);
            case EVENT_FORK -> new Stop.Cloned(CloneKind.FORK);
            case EVENT_VFORK -> new Stop.Cloned(CloneKind.VFORK);
            case EVENT_CLONE -> new Stop.Cloned(CloneKind.CLONE);
            case EVENT_EXEC -> new Stop.Executed();
            case EVENT_EXIT -> new Stop.Exiting();
            case EVENT_SECCOMP -> new Stop.Seccomp();
            case EVENT_STOP -> isStopSignal(signal) ? new Stop.Group(signal) : new Stop.Fresh();
            default -> throw new IllegalArgumentException("unknown wait status 0x" + Integer.toHexString(status));
        };
    }

    private static boolean isStopSignal(int signal) {
        return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
    }
}
