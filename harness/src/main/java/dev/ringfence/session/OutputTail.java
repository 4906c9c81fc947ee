package dev.ringfence.session;

import java.nio.charset.Charset;
import java.util.List;

/** Keeps the last bytes of an output, for the message of a failure. */
final class OutputTail {
    private static final int LINES = 20;

    private final byte[] ring;
    private long written;

    OutputTail(int capacity) {
        this.ring = new byte[capacity];
    }

    synchronized void add(byte[] bytes, int length) {
        for (int i = Math.max(0, length - ring.length); i < length; i++) {
            ring[(int) ((written + i) % ring.length)] = bytes[i];
        }
        written += length;
    }

    /** Returns the last lines, without a line that is cut off at its beginning. */
    synchronized List<String> lines() {
        int length = (int) Math.min(written, ring.length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % ring.length)];
        }
        List<String> lines = new String(bytes, Charset.defaultCharset()).lines().toList();
        boolean cutOff = written > ring.length && lines.size() > 1;
        return List.copyOf(lines.subList(Math.max(cutOff ? 1 : 0, lines.size() - LINES), lines.size()));
    }
}
