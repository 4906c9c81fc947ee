package dev.ringfence.program;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One log: lines of one thread or of all. Knows which thread has begun the last line, if it is not complete. */
final class Sheet implements Closeable {
    private static final int FULL = 64 * 1024;

    private final OutputStream out;
    /** Whether someone watches: then a call that blocks is seen while it does. */
    private final boolean live;

    private final Outage outage;
    /** Whether nothing can be written any more. */
    private boolean closed;

    private final StringBuilder text = new StringBuilder(FULL + 4096);
    private int lineStart;
    /** The thread whose line is not complete. */
    private @Nullable Tracee writing;

    Sheet(OutputStream out, boolean live, Outage outage) {
        this.out = out;
        this.live = live;
        this.outage = outage;
    }

    /** Begins a line of this thread; one of another that is not complete is left unfinished. */
    StringBuilder begin(Tracee tracee) {
        unfinished();
        writing = tracee;
        return text;
    }

    /** Ends an incomplete line, if there is one. */
    void unfinished() {
        if (writing != null) {
            text.append(" <unfinished ...>");
            endLine();
        }
    }

    /** Returns whether the last line is of this thread and can be gone on with. */
    boolean isWriting(Tracee tracee) {
        return writing == tracee;
    }

    /** Returns whether a line is begun. */
    boolean isMidLine() {
        return writing != null;
    }

    /** Lets the thread of an incomplete line be another object. */
    void rename(Tracee from, Tracee to) {
        if (writing == from) writing = to;
    }

    StringBuilder text() {
        return text;
    }

    /** Fills the line with blanks up to this column. */
    void pad(int column) {
        int missing = column - (text.length() - lineStart);
        if (missing > 0) text.append(" ".repeat(missing));
    }

    void endLine() {
        text.append('\n');
        lineStart = text.length();
        writing = null;
        if (live || text.length() > FULL) flush();
    }

    /** Shows an incomplete line to someone who watches. */
    void pause() {
        if (live) flush();
    }

    /** Writes what there is, also of a line that is not complete. */
    void flush() {
        if (text.length() == 0) return;
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        lineStart -= text.length();
        text.setLength(0);
        if (closed) return;
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            closed = true;
            outage.because(e);
        }
    }

    @Override
    public void close() {
        unfinished();
        flush();
        try {
            out.close();
        } catch (IOException e) {
            if (!closed) outage.because(e);
        }
        closed = true;
    }
}
