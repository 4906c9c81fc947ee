package dev.ringfence.cli;

import dev.ringfence.program.ProgramTrace;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What Ctrl-C, SIGTERM and the end of a time do to a trace. The JVM runs its shutdown hooks for the first two. */
final class Interruption {
    private static final long PATIENCE_SECONDS = 10;

    private Interruption() {}

    /** The program is asked to end; what it does then is still traced, unless it takes too long. */
    static void terminates(ProgramTrace trace) {
        atShutdown(trace, () -> trace.terminate());
    }

    /** The processes are left to run on. */
    static void leaves(ProgramTrace trace) {
        atShutdown(trace, () -> leave(trace));
    }

    /** The processes are left to run on after so long. */
    static void leavesAfter(ProgramTrace trace, Duration time) {
        Thread clock = new Thread(
                () -> {
                    if (!ended(trace, time)) leave(trace);
                },
                "ringfence-for");
        clock.setDaemon(true);
        clock.start();
    }

    private static void atShutdown(ProgramTrace trace, Runnable action) {
        Runnable hook = () -> {
            if (trace.isUnderWay()) {
                action.run();
                ended(trace, Duration.ofSeconds(PATIENCE_SECONDS));
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(hook, "ringfence-interruption"));
    }

    private static boolean ended(ProgramTrace trace, Duration patience) {
        try {
            return trace.awaitEnd(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void leave(ProgramTrace trace) {
        try {
            trace.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
