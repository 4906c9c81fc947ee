package dev.ringfence.hotspot;

import dev.ringfence.kernelfs.proc.MachineLoad;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How long a thread is held for an answer: longer where those who are to answer wait for a processor. */
final class Patience {
    private static final Duration USUAL = Duration.ofMillis(100);
    private static final Duration ON_A_BUSY_MACHINE = Duration.ofSeconds(2);
    /** To start a thread takes longer than to answer, and happens once. */
    private static final Duration FOR_THE_FIRST_TIME = Duration.ofSeconds(1);

    private final long start = System.nanoTime();
    private final Duration usual;
    private final BooleanSupplier hurry;

    private Patience(Duration usual, BooleanSupplier hurry) {
        this.usual = usual;
        this.hurry = hurry;
    }

    /**
     * Returns that for an answer.
     *
     * @param hurry tells when it is over before its time
     */
    static Patience forAnAnswer(BooleanSupplier hurry) {
        return new Patience(USUAL, hurry);
    }

    static Patience forTheFirstTime() {
        return new Patience(FOR_THE_FIRST_TIME, () -> false);
    }

    boolean isOver() {
        long nanos = System.nanoTime() - start;
        return hurry.getAsBoolean()
                || nanos >= ON_A_BUSY_MACHINE.toNanos()
                || (nanos >= usual.toNanos() && !MachineLoad.isBusy());
    }

    /** Returns for how long nobody need look again, in milliseconds, at least 1. */
    long pauseMillis() {
        long left = usual.toNanos() - (System.nanoTime() - start);
        return Math.max(1, Math.min(TimeUnit.NANOSECONDS.toMillis(left), 10));
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
