package dev.ringfence.trace;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.KernelTextException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a thread is about to go on by itself: because it can run, or because it sleeps until a time that is near.
 * A thread that waits for an event, or for the keep-alive time of its pool, is not.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html">proc_pid_syscall(5)</a>
 */
final class Wakeup {
    private static final long NANOSLEEP = 35;
    private static final long FUTEX = 202;
    private static final long CLOCK_NANOSLEEP = 230;
    /** futex(2): commands are in the low seven bits. */
    private static final long FUTEX_COMMAND = 0x7f;

    private static final long FUTEX_WAIT = 0;
    private static final long FUTEX_WAIT_BITSET = 9;
    private static final long FUTEX_CLOCK_REALTIME = 256;
    private static final long CLOCK_REALTIME = 0;
    private static final long TIMER_ABSTIME = 1;
    private static final String RUNNING = "running";

    private final TraceeMemory memory;

    Wakeup(TraceeMemory memory) {
        this.memory = memory;
    }

    /** Returns whether the thread can run now. */
    static boolean isRunning(int tid) {
        return call(tid).startsWith(RUNNING);
    }

    /** Returns whether the thread can run, or will within so long. */
    boolean isWithin(int tid, long nanos) {
        String call = call(tid);
        if (call.startsWith(RUNNING)) {
            return true;
        }
        try {
            return remaining(tid, KernelText.line("/proc/" + tid + "/syscall", call)) <= nanos;
        } catch (KernelTextException otherForm) {
            // Blocked outside of a call, such as in a page fault: the rest of the line has another form.
            return true;
        }
    }

    private static String call(int tid) {
        try {
            return Files.readString(Path.of("/proc/" + tid + "/syscall")).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    /** Returns after how many nanoseconds the sleep ends, {@link Long#MAX_VALUE} where it does not by itself. */
    private long remaining(int tid, KernelText.Line text) {
        List<String> fields = text.fields();
        if (fields.size() < 5) {
            return Long.MAX_VALUE;
        }
        long number = text.signed(text.field(0, "call"), "call");
        if (number == FUTEX) {
            return futex(tid, text);
        } else if (number == NANOSLEEP) {
            return duration(tid, hex(text, 1, "request"));
        } else if (number == CLOCK_NANOSLEEP) {
            long length = duration(tid, hex(text, 3, "request"));
            boolean absolute = (hex(text, 2, "flags") & TIMER_ABSTIME) != 0;
            return absolute ? until(length, hex(text, 1, "clock") == CLOCK_REALTIME) : length;
        }
        return Long.MAX_VALUE;
    }

    private long futex(int tid, KernelText.Line text) {
        long operation = hex(text, 2, "operation");
        long timeout = hex(text, 4, "timeout");
        long command = operation & FUTEX_COMMAND;
        if (timeout == 0 || (command != FUTEX_WAIT && command != FUTEX_WAIT_BITSET)) {
            return Long.MAX_VALUE;
        }
        long length = duration(tid, timeout);
        // FUTEX_WAIT waits for so long, FUTEX_WAIT_BITSET until then.
        return command == FUTEX_WAIT ? length : until(length, (operation & FUTEX_CLOCK_REALTIME) != 0);
    }

    private static long until(long time, boolean realTime) {
        if (time == Long.MAX_VALUE) {
            return time;
        }
        long now = realTime ? TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) : System.nanoTime();
        return time - now;
    }

    /** Reads a struct timespec: two 64-bit words, seconds and nanoseconds. */
    private long duration(int tid, long address) {
        ByteBuffer timespec = memory.bytes(tid, address, 16);
        return timespec == null ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(timespec.getLong(0)) + timespec.getLong(8);
    }

    private static long hex(KernelText.Line text, int index, String name) {
        String field = text.field(index, name);
        return text.hex(field.startsWith("0x") ? field.substring(2) : field, name);
    }
}
