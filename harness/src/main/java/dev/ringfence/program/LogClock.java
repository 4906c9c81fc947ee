package dev.ringfence.program;

import dev.ringfence.ffi.Bell;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a log that is written in large pieces no older than a second or so: now and then the tracer thread is to write what
 * it holds back, and is woken where it waits for a program that does nothing.
 */
final class LogClock implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    private final Bell bell;
    private final CountDownLatch over = new CountDownLatch(1);
    /** Whether something happened since the last time. */
    private volatile boolean news;
    /** Whether what is held back is to be written. */
    private volatile boolean due;

    private LogClock(Bell bell) {
        this.bell = bell;
    }

    /**
     * Starts one.
     *
     * @param runs whether it does anything
     */
    static LogClock start(Bell bell, boolean runs) {
        LogClock clock = new LogClock(bell);
        if (runs) {
            Thread thread = new Thread(clock::tick, "ringfence-log");
            thread.setDaemon(true);
            thread.start();
        }
        return clock;
    }

    private void tick() {
        try {
            while (!over.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                if (due) {
                    bell.ring();
                } else if (news) {
                    news = false;
                    due = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something happened. Called by the tracer thread. */
    void news() {
        if (!news) news = true;
    }

    /** Returns whether it is time to write. Called by the tracer thread, which then does. */
    boolean strikes() {
        if (!due) return false;
        due = false;
        return true;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
