package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import dev.ringfence.event.MarkerCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Tells the tracer of a moment on the calling thread: an {@code lseek} with an offset that the filter stops at. The file
 * stays open for the life of the worker, and {@code /dev/null} takes any offset. A mark allocates nothing, so it does not
 * disturb what it delimits.
 */
final class Marker {
    private static final String PATH = "/dev/null";
    private final RandomAccessFile file;

    Marker() {
        try {
            file = new RandomAccessFile(PATH, "r");
        } catch (FileNotFoundException e) {
            throw new HarnessException("cannot open " + PATH + " for the markers: " + e.getMessage(), e);
        }
    }

    /** Returns when the tracer has seen the mark and let this thread go on. */
    void mark(int kind, int number) {
        try {
            file.seek(MarkerCode.offset(kind, number));
        } catch (IOException e) {
            throw new HarnessException("the marker " + kind + " of window " + number + " failed: " + e.getMessage(), e);
        }
    }
}
