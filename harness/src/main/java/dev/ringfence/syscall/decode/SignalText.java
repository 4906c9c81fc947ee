package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import dev.ringfence.syscall.value.ValueText;
import org.apiguardian.api.API;

/** Signals and ends of threads, as strace writes them. Pure. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SignalText {
    private SignalText() {}

    /** Returns the name of a signal, such as {@code SIGCHLD} or {@code SIGRT_2}; the number itself where it is none. */
    public static String name(int signal) {
        return ValueText.of(Signals.signal(signal));
    }

    /**
     * Returns what a {@code siginfo_t} says.
     *
     * @param siginfo the bytes that {@code PTRACE_GETSIGINFO} stores, 128 of them
     */
    public static Value info(byte[] siginfo) {
        if (siginfo.length < SignalInfo.SIZE)
            throw new IllegalArgumentException(
                    "siginfo must have " + SignalInfo.SIZE + " bytes but has " + siginfo.length);
        return SignalInfo.decode(DecodeContext.wrap(siginfo), 0);
    }

    /** Returns the line for a signal that is delivered: {@code --- SIGCHLD {si_signo=SIGCHLD, …} ---}. */
    public static String delivered(int signal, byte[] siginfo) {
        StringBuilder line = new StringBuilder("--- ").append(name(signal)).append(' ');
        ValueText.append(line, info(siginfo));
        return line.append(" ---").toString();
    }

    /** Returns the line for a group stop: {@code --- stopped by SIGSTOP ---}. */
    public static String stopped(int signal) {
        return "--- stopped by " + name(signal) + " ---";
    }

    /** Returns the line for an exit: {@code +++ exited with 0 +++}. */
    public static String exited(int status) {
        return "+++ exited with " + status + " +++";
    }

    /** Returns the line for an end by a signal: {@code +++ killed by SIGSEGV (core dumped) +++}. */
    public static String killed(int signal, boolean coreDumped) {
        return "+++ killed by " + name(signal) + (coreDumped ? " (core dumped) +++" : " +++");
    }
}
