package dev.ringfence.trace;

import dev.ringfence.kernelfs.KernelText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a thread is about to go on by itself: because it can run, or because it sleeps until a time that is near.
 * A thread that waits for an event, or for the keep-alive time of its pool, is not.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html">proc_pid_syscall(5)</a>
 */
final class Wakeup {
    private static final int POLL = 7;
    private static final int NANOSLEEP = 35;
    private static final int FUTEX = 202;
    private static final int CLOCK_NANOSLEEP = 230;
    private static final int EPOLL_WAIT = 232;
    private static final int PSELECT6 = 270;
    private static final int PPOLL = 271;
    private static final int EPOLL_PWAIT = 281;
    private static final int EPOLL_PWAIT2 = 441;
    /** Calls of which time is all that is waited for, but that of a lock. */
    private static final Set<Integer> SLEEPS = Set.of(NANOSLEEP, CLOCK_NANOSLEEP, FUTEX);

    private static final long LONGEST_SECONDS = 1L << 32;
    /** futex(2): commands are in the low seven bits. */
    private static final long FUTEX_COMMAND = 0x7f;

    private static final long FUTEX_WAIT = 0;
    private static final long FUTEX_WAIT_BITSET = 9;
    private static final long FUTEX_CLOCK_REALTIME = 256;
    private static final long CLOCK_REALTIME = 0;
    private static final long TIMER_ABSTIME = 1;
    private static final String RUNNING = "running";
    private static final String OUTSIDE_OF_CALLS = "-1";

    private final TraceeMemory memory;

    Wakeup(TraceeMemory memory) {
        this.memory = memory;
    }

    /**
     * Returns whether the thread is at work: it can run (R), waits for a disk (D), or is stopped for its tracer (t).
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
     */
    static boolean isRunning(int tid) {
        String stat = read("/proc/" + tid + "/stat");
        // The name, in parentheses, may hold anything, parentheses too.
        int state = stat.lastIndexOf(')') + 2;
        return state >= 2 && state < stat.length() && "RDt".indexOf(stat.charAt(state)) >= 0;
    }

    /**
     * Returns what is different after the thread has run: how long it has run and waited, and how often it was given a processor.
     * Nothing where the kernel does not count, or the thread has gone.
     *
     * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">/proc/PID/schedstat</a>
     */
    static String runs(int tid) {
        return read("/proc/" + tid + "/schedstat");
    }

    /** Returns whether the thread is at work, or will be within so long. */
    boolean isWithin(int tid, long nanos) {
        return isWithin(tid, nanos, true);
    }

    /**
     * Returns whether the thread is at work, or sleeps and will be within so long. One that waits for events is not, whatever time
     * it waits for them at most: loops that wait so do it for ever.
     */
    boolean isBySleepWithin(int tid, long nanos) {
        return isWithin(tid, nanos, false);
    }

    private boolean isWithin(int tid, long nanos, boolean orByWaiting) {
        if (isRunning(tid)) {
            return true;
        }
        String call = read("/proc/" + tid + "/syscall");
        // Gone, at work by now, or blocked outside of a call, such as in a page fault.
        if (call.isEmpty() || call.startsWith(RUNNING) || call.startsWith(OUTSIDE_OF_CALLS)) {
            return !call.isEmpty();
        }
        KernelText.Line text = KernelText.line("/proc/" + tid + "/syscall", call);
        int number = (int) text.decimal(text.field(0, "call"), "call");
        return (orByWaiting || SLEEPS.contains(number)) && remaining(tid, number, text) <= nanos;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    /** Returns after how many nanoseconds the sleep ends, {@link Long#MAX_VALUE} where it does not by itself. */
    private long remaining(int tid, int number, KernelText.Line text) {
        return switch (number) {
            case FUTEX -> futex(tid, text);
            case NANOSLEEP -> duration(tid, argument(text, 0));
            case CLOCK_NANOSLEEP -> clockNanosleep(tid, text);
            case POLL -> millis((int) argument(text, 2));
            case EPOLL_WAIT, EPOLL_PWAIT -> millis((int) argument(text, 3));
            case PPOLL -> duration(tid, argument(text, 2));
            case EPOLL_PWAIT2 -> duration(tid, argument(text, 3));
            case PSELECT6 -> duration(tid, argument(text, 4));
            default -> Long.MAX_VALUE;
        };
    }

    private static long millis(int timeout) {
        return timeout < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(timeout);
    }

    private long clockNanosleep(int tid, KernelText.Line text) {
        long length = duration(tid, argument(text, 2));
        boolean absolute = (argument(text, 1) & TIMER_ABSTIME) != 0;
        return absolute ? until(length, argument(text, 0) == CLOCK_REALTIME) : length;
    }

    private long futex(int tid, KernelText.Line text) {
        long operation = argument(text, 1);
        long timeout = argument(text, 3);
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

    /** Reads a struct timespec: two 64-bit words, seconds and nanoseconds. No pointer is no timeout. */
    private long duration(int tid, long address) {
        ByteBuffer timespec = address == 0 ? null : memory.bytes(tid, address, 16);
        if (timespec == null || timespec.getLong(0) > LONGEST_SECONDS) {
            return Long.MAX_VALUE;
        }
        return TimeUnit.SECONDS.toNanos(timespec.getLong(0)) + timespec.getLong(8);
    }

    /** Returns an argument of the call, counted from 0. */
    private static long argument(KernelText.Line text, int index) {
        String field = text.field(index + 1, "argument " + index);
        return text.hex(field.startsWith("0x") ? field.substring(2) : field, "argument " + index);
    }
}
