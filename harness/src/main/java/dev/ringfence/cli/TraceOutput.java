package dev.ringfence.cli;

import dev.ringfence.program.Destination;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Where a trace is written: standard error, a file, files, or the input of a command. Stays open for a table at the end. */
final class TraceOutput implements Closeable {
    private final @Nullable OutputStream out;
    private final Destination destination;
    private final @Nullable Process reader;
    private boolean closed;

    private TraceOutput(@Nullable OutputStream out, Destination destination, @Nullable Process reader) {
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
            OutputStream err = new Kept(new FileOutputStream(FileDescriptor.err));
            return new TraceOutput(err, new Destination.Terminal(err), null);
        }
        if (target.startsWith("|") || target.startsWith("!")) {
            if (each) throw new IllegalArgumentException("-ff writes to files, and -o " + target + " is a command");
            Process reader = start(target.substring(1));
            OutputStream in = new Kept(reader.getOutputStream());
            return new TraceOutput(in, new Destination.Log(in, true), reader);
        }
        if (each) return new TraceOutput(null, new Destination.LogOfEach(target, append), null);
        OutputStream file = new Kept(new FileOutputStream(target, append));
        return new TraceOutput(file, new Destination.Log(file, false), null);
    }

    /** The thread that starts a process is its parent, and the tracer's thread waits for all of its children. */
    private static Process start(String command) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread parent = new Thread(
                () -> {
                    try {
                        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start();
                        started.complete(process);
                        process.waitFor();
                    } catch (IOException | InterruptedException e) {
                        started.completeExceptionally(e);
                    }
                },
                "ringfence-output");
        parent.setDaemon(true);
        parent.start();
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IOException("the command of -o could not be started: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    Destination destination() {
        return destination;
    }

    /** Appends a text behind what was traced; to standard error where each thread has a file of its own. */
    void append(String text) throws IOException {
        OutputStream target = out != null ? out : new Kept(new FileOutputStream(FileDescriptor.err));
        target.write(text.getBytes(StandardCharsets.UTF_8));
        target.flush();
    }

    /** Closes it, and waits until the command that reads it has ended. Does nothing the second time. */
    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        try {
            if (out instanceof Kept kept) kept.closeReally();
        } finally {
            awaitReader();
        }
    }

    private void awaitReader() throws IOException {
        if (reader == null) return;
        try {
            reader.waitFor();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** A stream that whoever traces closes, and that stays open for the table behind it. */
    private static final class Kept extends FilterOutputStream {
        private final boolean standard;

        Kept(OutputStream out) {
            super(out);
            this.standard = out instanceof FileOutputStream file && isStandardError(file);
        }

        private static boolean isStandardError(FileOutputStream file) {
            try {
                return file.getFD() == FileDescriptor.err;
            } catch (IOException closed) {
                return false;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }

        void closeReally() throws IOException {
            // To close is to flush, and closes also what cannot be flushed.
            if (standard) out.flush();
            else out.close();
        }
    }
}
