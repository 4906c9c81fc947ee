package dev.ringfence.trace;

import java.time.Instant;

/** Numbers and times of the events of one trace. */
public final class TraceClock {
    private final long start = System.nanoTime();
    private final Instant startedAt = Instant.now();
    private long sequence;

    /** Returns the nanoseconds since the trace began, on the monotonic clock. */
    public long nanos() {
        return System.nanoTime() - start;
    }

    /** Returns the time of day at so many nanoseconds since the trace began, as the clock was then set. */
    public Instant timeOfDay(long nanos) {
        return startedAt.plusNanos(nanos);
    }

    /** Returns the number of the next event, from 1. */
    long nextSequence() {
        return ++sequence;
    }
}
