package dev.ringfence.trace;

/** Numbers and times of the events of one trace. */
public final class TraceClock {
    private final long start = System.nanoTime();
    private long sequence;

    /** Returns the nanoseconds since the trace began, on the monotonic clock. */
    public long nanos() {
        return System.nanoTime() - start;
    }

    /** Returns the number of the next event, from 1. */
    long nextSequence() {
        return ++sequence;
    }
}
