package dev.ringfence.trace;

import dev.ringfence.event.JavaStack;
import dev.ringfence.ffi.SyscallInfo;
import dev.ringfence.kernelfs.proc.CurrentCall;
import dev.ringfence.kernelfs.proc.CurrentCall.InCall;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.nio.file.Path;

/**
 * Tells whether a futex(2) of a starter lets its new thread go. HotSpot uses one monitor for it, a pthread_mutex_t with a
 * pthread_cond_t behind it: the new thread waits at the condition, and the starter signals it while it holds the mutex. Pure,
 * but for what it reads of the new thread.
 */
final class WakingCall {
    private static final Path PROC = Path.of("/proc");
    private static final int FUTEX = 202;
    /** futex(2): commands are in the low seven bits. */
    private static final long COMMAND = 0x7f;

    private static final long WAIT = 0;
    private static final long WAKE = 1;
    /** A condition is waited for with a bitset, a mutex without. */
    private static final long WAIT_BITSET = 9;
    /** Both are 40 and 48 bytes long. */
    private static final long MONITOR_BYTES = 128;

    private WakingCall() {}

    /** What a call is. */
    enum Answer {
        YES,
        NO,
        /** The new thread is at work: it will show where it waits. */
        NOT_YET_KNOWN
    }

    /** Returns whether this is the entry of a call that wakes somebody. */
    static boolean isOne(SyscallInfo info) {
        return info.op() == SyscallInfo.OP_ENTRY && info.number() == FUTEX && (info.argument(1) & COMMAND) == WAKE;
    }

    /** Returns whether a call that wakes at an address lets the new thread go. */
    static Answer letsGo(int thread, long address) {
        return CurrentCall.read(TaskDirectory.process(PROC, thread))
                .value()
                .map(call -> letsGo(call, address))
                .orElse(Answer.NO);
    }

    static Answer letsGo(CurrentCall newThread, long address) {
        if (!(newThread instanceof InCall call) || call.number() != FUTEX) {
            return Answer.NOT_YET_KNOWN;
        }
        long waitsAt = call.arguments().get(0);
        long command = call.arguments().get(1) & COMMAND;
        if (command == WAIT_BITSET) {
            return waitsAt == address ? Answer.YES : Answer.NO;
        }
        // It had not waited yet when it was signalled, and wants the mutex now, which the starter holds.
        boolean atTheMutex = command == WAIT && waitsAt != address && Math.abs(waitsAt - address) < MONITOR_BYTES;
        return atTheMutex ? Answer.YES : Answer.NO;
    }

    /** Returns whether a stack is that of a thread which is still in the start: only then it says where that was. */
    static boolean atStart(JavaStack stack) {
        return stack instanceof JavaStack.Taken taken
                && taken.frames().stream()
                        .limit(1)
                        .anyMatch(frame -> frame.getClassName().equals("java.lang.Thread")
                                && frame.getMethodName().equals("start0"));
    }
}
