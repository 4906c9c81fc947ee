package dev.ringfence.worker;

import dev.ringfence.channel.ChannelException;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.channel.HarnessException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads what comes from the tracer. What is to be run waits for the main thread; questions about threads have a connection
 * of their own.
 */
final class WorkerLink implements EventOutput {
    private static final Duration WRITE = Duration.ofSeconds(10);

    private final FrameChannel channel;
    private final WindowClient windows;
    private final Runnable whenLost;
    private final BlockingQueue<Frame> orders = new LinkedBlockingQueue<>();
    private volatile boolean ending;

    /**
     * Makes the link.
     *
     * @param whenLost called on the reading thread when the connection ends and no end was asked for
     */
    WorkerLink(FrameChannel channel, WindowClient windows, Runnable whenLost) {
        this.channel = channel;
        this.windows = windows;
        this.whenLost = whenLost;
    }

    @Override
    public void send(Frame frame) {
        channel.send(frame);
    }

    @Override
    public void awaitWritten() {
        channel.awaitWritten(WRITE);
    }

    /** Waits for {@link Frame.Welcome}, {@link Frame.RunTests} or {@link Frame.EndWorker}. */
    Frame nextOrder() throws InterruptedException {
        return orders.take();
    }

    /** Sends what was queued and closes; the end of the connection that follows is no loss. */
    void close() {
        ending = true;
        channel.flushAndClose();
    }

    /** Reads until the connection ends. */
    void readAll() {
        try {
            Optional<Frame> frame = channel.read();
            while (frame.isPresent()) {
                handle(frame.get());
                frame = channel.read();
            }
        } catch (ChannelException | HarnessException e) {
            send(failure(e));
        } finally {
            windows.channelEnded();
            if (!ending) whenLost.run();
        }
    }

    private void handle(Frame frame) {
        if (frame instanceof Frame.RecordingReady ready) {
            windows.ready(ready);
        } else if (frame instanceof Frame.RunTests || frame instanceof Frame.Welcome) {
            orders.add(frame);
        } else if (frame instanceof Frame.EndWorker) {
            ending = true;
            orders.add(frame);
        } else {
            throw new HarnessException(
                    "a worker does not understand " + frame.getClass().getSimpleName());
        }
    }

    static Frame.WorkerFailed failure(Throwable t) {
        StringWriter trace = new StringWriter();
        t.printStackTrace(new PrintWriter(trace, true));
        return new Frame.WorkerFailed(String.valueOf(t.getMessage()), trace.toString());
    }
}
