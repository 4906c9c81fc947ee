package dev.ringfence.tracer;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.ffi.NativePipe;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what the worker, and whatever came from it, writes to its standard streams to the test JVM. {@link #drain} sends
 * at once what is in the pipes, so that output goes ahead of the event that follows it.
 */
final class OutputRelay {
    private static final int POLL_MILLIS = 200;
    private static final int CHUNK = 64 * 1024;

    private final FrameChannel control;
    private final List<Stream> streams;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /** One of the two streams. Bytes are read and sent under its lock: they are never in between. */
    private static final class Stream {
        private final boolean error;
        private final NativePipe pipe;
        private final byte[] chunk = new byte[CHUNK];

        Stream(boolean error, NativePipe pipe) {
            this.error = error;
            this.pipe = pipe;
        }
    }

    OutputRelay(FrameChannel control, NativePipe out, NativePipe err) {
        this.control = control;
        this.streams = List.of(new Stream(false, out), new Stream(true, err));
    }

    void start() {
        for (Stream stream : streams) {
            Thread thread = new Thread(() -> pump(stream), stream.error ? "ringfence-stderr" : "ringfence-stdout");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void pump(Stream stream) {
        try (InputStream input = stream.pipe.open()) {
            while (!ended) {
                if (stream.pipe.await(POLL_MILLIS) && !forward(stream, input, true)) {
                    return;
                }
            }
        } catch (IOException e) {
            control.send(TracerMain.failure(e, List.of()));
        }
    }

    /** Sends what is there. Returns false at the end of the pipe. */
    private boolean forward(Stream stream, InputStream input, boolean mayEnd) throws IOException {
        synchronized (stream) {
            int available = input.available();
            if (available == 0) {
                // Readable without a byte: the last writer has closed it, or another thread has drained it just now.
                return !mayEnd || !stream.pipe.await(0) || input.available() > 0;
            }
            while (available > 0) {
                int count = input.read(stream.chunk, 0, Math.min(CHUNK, available));
                if (count <= 0) {
                    return false;
                }
                control.send(new Frame.Output(stream.error, java.util.Arrays.copyOf(stream.chunk, count)));
                available = input.available();
            }
            return true;
        }
    }

    /** Sends what was written before this call. */
    void drain() {
        for (Stream stream : streams) {
            try (InputStream input = stream.pipe.open()) {
                forward(stream, input, false);
            } catch (IOException e) {
                control.send(TracerMain.failure(e, List.of()));
            }
        }
    }

    /** Waits until both streams have ended, which they do when the last process that can write to them is gone. */
    void awaitEnd() {
        drain();
        ended = true;
        for (Thread thread : threads) {
            Joining.join(thread);
        }
        drain();
    }
}
