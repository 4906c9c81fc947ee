package dev.ringfence.cli;

import dev.ringfence.program.ProgramTrace;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C, SIGTERM and the end of a time do to a trace. The JVM runs its shutdown hooks for the first two, and ends when
 * these are done: they wait until this is closed, which is when all is written.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final ProgramTrace trace;
    private final CountDownLatch written = new CountDownLatch(1);

    private Interruption(ProgramTrace trace) {
        this.trace = trace;
    }

    /** The program is asked to end; what it does then is still traced, unless it takes too long. */
    static Interruption terminates(ProgramTrace trace) {
        return new Interruption(trace).atShutdown(trace::terminate);
    }

    /** The processes are left to run on. */
    static Interruption leaves(ProgramTrace trace) {
        Interruption interruption = new Interruption(trace);
        return interruption.atShutdown(interruption::leave);
    }

    /** Leaves the processes after so long. */
    void leaveAfter(Duration time) {
        Thread clock = new Thread(
                () -> {
                    if (!awaitWritten(time)) leave();
                },
                "ringfence-for");
        clock.setDaemon(true);
        clock.start();
    }

    private Interruption atShutdown(Runnable action) {
        Runnable hook = () -> {
            if (trace.isUnderWay()) action.run();
            if (trace.hasBegun()) awaitWritten(Duration.ofSeconds(PATIENCE_SECONDS));
        };
        Runtime.getRuntime().addShutdownHook(new Thread(hook, "ringfence-interruption"));
        return this;
    }

    private boolean awaitWritten(Duration patience) {
        try {
            return written.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void leave() {
        try {
            trace.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        written.countDown();
    }
}
