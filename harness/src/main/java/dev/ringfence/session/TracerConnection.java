package dev.ringfence.session;

import dev.ringfence.channel.ChannelException;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The frames of a tracer, for a thread that wants to wait for them with a deadline. A thread of its own reads the channel,
 * because an interrupt of a thread that reads a socket closes the socket for good.
 */
final class TracerConnection implements Closeable {
    /** A reader that is ahead by so many frames waits: the tracer and the worker then hold what the tests write. */
    private static final int AHEAD = 4096;

    /** Nothing depends on it: a tracer that does not read is ended. */
    private static final Duration GOODBYE = Duration.ofMillis(200);

    private final FrameChannel channel;
    private final BlockingQueue<Received> received = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;

    /** What the reading thread got. */
    private sealed interface Received {
        /** A frame. */
        record One(Frame frame) implements Received {}

        /** No more frames, and why. */
        record End(String reason) implements Received {}
    }

    TracerConnection(FrameChannel channel) {
        this.channel = channel;
        this.reader = new Thread(this::readAll, "ringfence-channel-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try {
            received.put(readFrames());
        } catch (InterruptedException e) {
            // Closed by this end: nobody waits for an end any more.
            channel.close();
        }
    }

    private Received.End readFrames() throws InterruptedException {
        try {
            for (Optional<Frame> frame = channel.read(); frame.isPresent(); frame = channel.read()) {
                received.put(new Received.One(frame.get()));
            }
            return new Received.End("it closed its control channel");
        } catch (ChannelException e) {
            return new Received.End(String.valueOf(e.getMessage()));
        }
    }

    void send(Frame frame) {
        channel.send(frame);
    }

    /**
     * Returns the next frame, or empty after the deadline.
     *
     * @throws TracerLostException when there will be no more
     */
    Optional<Frame> next(Duration deadline) throws InterruptedException, TracerLostException {
        Received next = received.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
        if (next instanceof Received.End end) {
            received.put(end);
            throw new TracerLostException(end.reason());
        }
        return next instanceof Received.One one ? Optional.of(one.frame()) : Optional.empty();
    }

    /** Says that the end of the channel is meant, and closes. */
    @Override
    public void close() {
        channel.send(new Frame.EndTracer());
        channel.awaitWritten(GOODBYE);
        channel.close();
        reader.interrupt();
    }
}
