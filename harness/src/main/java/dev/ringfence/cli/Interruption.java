package dev.ringfence.cli;

import dev.ringfence.program.ProgramTrace;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What SIGTERM, SIGHUP, Ctrl-C and the end of a time do to a trace: what is traced is left to run on. The JVM runs its shutdown
 * hooks for the signals, and ends when these are done: they wait until this is closed, which is when all is written.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final int SIGTERM = 15;
    /** The JVM handles a signal in a thread that is named so, which waits for the hooks. It has no other word of which it was. */
    private static final Map<String, Integer> HANDLERS =
            Map.of("SIGHUP handler", 1, "SIGINT handler", 2, "SIGTERM handler", SIGTERM);

    private final ProgramTrace trace;
    private final TraceOutput output;
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile int signal;

    private Interruption(ProgramTrace trace, TraceOutput output) {
        this.trace = trace;
        this.output = output;
    }

    /** Watches out for signals until it is closed. */
    static Interruption of(ProgramTrace trace, TraceOutput output) {
        Interruption interruption = new Interruption(trace, output);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::shutDown, "ringfence-interruption"));
        return interruption;
    }

    /** Leaves the processes after so long. */
    void leaveAfter(Duration time) {
        Thread clock = new Thread(
                () -> {
                    try {
                        if (!written.await(time.toNanos(), TimeUnit.NANOSECONDS)) trace.leave();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ringfence-for");
        clock.setDaemon(true);
        clock.start();
    }

    /** The JVM ends: by itself when all is written, else by a signal, of which this process is seen to have died. */
    private void shutDown() {
        if (written.getCount() == 0) return;
        signal = handled();
        output.hurry();
        try {
            trace.endBy(signal);
            boolean done = false;
            while (!done) {
                done = written.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !trace.wouldTakeAlong();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trace.dieBy(signal);
    }

    private static int handled() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            Integer signal = HANDLERS.get(thread.getName());
            if (signal != null) return signal;
        }
        return SIGTERM;
    }

    /** All is written. Does not return when a signal ends this process. */
    @Override
    public void close() {
        written.countDown();
        if (signal != 0) trace.dieBy(signal);
    }
}
