package dev.ringfence.assertions.rule;

import java.util.List;

/** Names of signals: signal(7), by their numbers on x86 and ARM. */
final class SignalNames {
    private static final List<String> NAMES = List.of(
            "SIGHUP",
            "SIGINT",
            "SIGQUIT",
            "SIGILL",
            "SIGTRAP",
            "SIGABRT",
            "SIGBUS",
            "SIGFPE",
            "SIGKILL",
            "SIGUSR1",
            "SIGSEGV",
            "SIGUSR2",
            "SIGPIPE",
            "SIGALRM",
            "SIGTERM",
            "SIGSTKFLT",
            "SIGCHLD",
            "SIGCONT",
            "SIGSTOP",
            "SIGTSTP",
            "SIGTTIN",
            "SIGTTOU",
            "SIGURG",
            "SIGXCPU",
            "SIGXFSZ",
            "SIGVTALRM",
            "SIGPROF",
            "SIGWINCH",
            "SIGIO",
            "SIGPWR",
            "SIGSYS");
    private static final int FIRST_REAL_TIME = 32;

    private SignalNames() {}

    static String of(int signal) {
        if (signal >= 1 && signal <= NAMES.size()) return NAMES.get(signal - 1);
        return "SIGRT_" + (signal - FIRST_REAL_TIME);
    }
}
