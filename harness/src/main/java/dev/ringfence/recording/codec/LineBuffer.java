package dev.ringfence.recording.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as bytes, of which it keeps one at a time. */
final class LineBuffer {
    private static final int CHUNK = 1 << 16;
    /** No line of a log is as long, unless strings were not cut. */
    private static final int LONGEST = 1 << 26;

    private final InputStream in;
    private byte[] bytes = new byte[2 * CHUNK];
    /** Where the line begins, where its line feed is, and where what was read ends. */
    private int start;

    private int end;
    private int filled;
    private long number;
    private boolean terminated;

    LineBuffer(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line. Returns whether there is one. */
    boolean next() throws IOException {
        if (number > 0) start = terminated ? end + 1 : end;
        end = start;
        terminated = false;
        while (!terminated) {
            while (end < filled && bytes[end] != '\n') end++;
            terminated = end < filled;
            if (!terminated && !fill()) break;
        }
        number++;
        return end > start || terminated;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            end -= start;
            filled -= start;
            start = 0;
        }
        if (filled == LONGEST)
            throw new RecordingFormatException("line " + (number + 1) + ": longer than " + LONGEST + " bytes");
        if (filled == bytes.length) bytes = Arrays.copyOf(bytes, Math.min(LONGEST, 2 * bytes.length));
        int count = in.read(bytes, filled, bytes.length - filled);
        if (count > 0) filled += count;
        return count > 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /** Returns the number of the line, from 1. */
    long number() {
        return number;
    }

    /** Returns whether a line feed ends it; only the last one may have none. */
    boolean isTerminated() {
        return terminated;
    }
}
