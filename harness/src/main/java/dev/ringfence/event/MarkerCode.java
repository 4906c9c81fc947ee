package dev.ringfence.event;

import org.apiguardian.api.API;

/**
 * The offsets that mark a moment in the worker for the tracer. A marker is an {@code lseek} whose offset has
 * {@link #MAGIC} in its high 32 bits; bits 24 to 31 are the kind, bits 0 to 23 the number of a window.
 * No program seeks to such an offset (0x52494E47 is "RING": five exabytes into a file), so the filter can tell a marker
 * from every other seek, and nothing else stops.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MarkerCode {
    /** High 32 bits of every marker's offset. */
    public static final int MAGIC = 0x52494E47;
    /** A window opens on this thread. */
    public static final int WINDOW_OPEN = 1;
    /** A window closes on this thread: settle, snapshot, send the recording. */
    public static final int WINDOW_CLOSE = 2;
    /** Send the recording of an open window up to here; it stays open. */
    public static final int WINDOW_SO_FAR = 3;
    /** A test and its {@code @AfterEach} are over: what is closed from here on was not closed by the test. */
    public static final int TEST_ENDED = 4;
    /** Number of the window in which a worker proves that it is seen; those of tests are numbered from 1. */
    public static final int CANARY = 0;
    /** Largest window number. */
    public static final int MAX_NUMBER = (1 << 24) - 1;

    private MarkerCode() {}

    /** Returns the offset of a marker. */
    public static long offset(int kind, int number) {
        if (number < 0 || number > MAX_NUMBER)
            throw new IllegalArgumentException("number must be 0.." + MAX_NUMBER + " but was " + number);
        return ((long) MAGIC << 32) | ((long) kind << 24) | number;
    }

    /** Returns whether the offset is a marker's. */
    public static boolean isMarker(long offset) {
        return (int) (offset >>> 32) == MAGIC;
    }

    /** Returns the kind in a marker's offset. */
    public static int kind(long offset) {
        return (int) (offset >>> 24) & 0xff;
    }

    /** Returns the window number in a marker's offset. */
    public static int number(long offset) {
        return (int) offset & MAX_NUMBER;
    }
}
