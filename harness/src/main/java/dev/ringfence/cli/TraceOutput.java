package dev.ringfence.cli;

import dev.ringfence.program.Destination;
import dev.ringfence.program.LogCommand;
import dev.ringfence.program.LogOutput;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a trace is written: standard error, a file, files, or the input of a command. Stays open for a table at the end. */
final class TraceOutput implements Closeable {
    private final @Nullable LogOutput out;
    private final Destination destination;
    private final @Nullable LogCommand reader;
    private boolean closed;

    private TraceOutput(@Nullable LogOutput out, Destination destination, @Nullable LogCommand reader) {
        this.out = out;
        this.destination = destination;
        this.reader = reader;
    }

    /**
     * Opens an output.
     *
     * @param target as given to {@code -o}, or empty
     * @param each whether each thread has a file of its own
     * @param append whether files that are there are appended to
     */
    static TraceOutput open(String target, boolean each, boolean append) throws IOException {
        if (target.isEmpty()) {
            LogOutput err = LogOutput.standardError();
            return new TraceOutput(err, new Destination.Terminal(new Kept(err)), null);
        }
        if (target.startsWith("|") || target.startsWith("!")) {
            if (each) throw new IllegalArgumentException("-ff writes to files, and -o " + target + " is a command");
            LogCommand reader = LogCommand.start(target.substring(1));
            return new TraceOutput(reader.input(), new Destination.Log(new Kept(reader.input()), true), reader);
        }
        if (each) return new TraceOutput(null, new Destination.LogOfEach(target, append), null);
        LogOutput file = LogOutput.file(target, append);
        return new TraceOutput(file, new Destination.Log(new Kept(file), false), null);
    }

    Destination destination() {
        return destination;
    }

    /** Appends a text behind what was traced; to standard error where each thread has a file of its own. */
    void append(String text) throws IOException {
        OutputStream target = out != null ? out : LogOutput.standardError();
        target.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Does not wait any more for a reader that does not read. May be called by any thread. */
    void hurry() {
        if (out != null) out.hurry();
    }

    /** Closes it, and waits until the command that reads it has ended. Does nothing the second time. */
    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        try {
            if (out != null) out.close();
        } finally {
            if (reader != null) reader.await();
        }
    }

    /** A stream that whoever traces closes, and that stays open for the table behind it. */
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
