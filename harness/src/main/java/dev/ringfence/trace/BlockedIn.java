package dev.ringfence.trace;

import dev.ringfence.kernelfs.proc.CurrentCall;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.nio.file.Path;

/** Tells what call a thread is blocked in: proc_pid_syscall(5). */
final class BlockedIn {
    private static final Path PROC = Path.of("/proc");
    private static final int NANOSLEEP = 35;
    private static final int CLOCK_NANOSLEEP = 230;

    private BlockedIn() {}

    /** Returns whether a thread sleeps for a time. */
    static boolean sleep(int tid) {
        return call(tid) instanceof CurrentCall.InCall call
                && (call.number() == NANOSLEEP || call.number() == CLOCK_NANOSLEEP);
    }

    private static CurrentCall call(int tid) {
        return CurrentCall.read(TaskDirectory.process(PROC, tid)).value().orElseGet(CurrentCall.Running::new);
    }
}
