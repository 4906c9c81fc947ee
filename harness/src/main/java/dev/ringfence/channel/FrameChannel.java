package dev.ringfence.channel;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection that carries frames. Any thread may send: frames wait in a queue without bound for one daemon
 * writer thread, so that a sender never blocks (the tracer sends while it holds threads of the worker, and the worker may
 * have to run on to read). One thread at a time may read.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameChannel implements Closeable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] END = new byte[0];

    private final SocketChannel socket;
    private final FrameAssembler assembler = new FrameAssembler();
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    // A direct buffer of fixed size: with a heap buffer the JDK caches a direct one as large as the largest frame.
    private final ByteBuffer readBuffer =
            ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Thread writer;
    private final Object progress = new Object();
    private int unwritten; // guarded by progress: frames that were sent, and not all of whose bytes are in the socket
    private int inBuffer; // of the writer thread: those of them that are complete in its buffer
    private volatile @Nullable IOException writeFailure;
    private volatile boolean closed;

    FrameChannel(SocketChannel socket, ThreadFactory writerThreads) {
        this.socket = socket;
        this.writer = writerThreads.newThread(this::writeQueue);
        writer.start();
    }

    /**
     * Connects to a {@link FrameServer}.
     *
     * @throws ChannelException if nobody listens there
     */
    public static FrameChannel connect(Path socket) {
        return connect(socket, FrameChannel::daemon);
    }

    /** Connects with a writer thread made by the caller, who may want to know its kernel thread id. */
    public static FrameChannel connect(Path socket, ThreadFactory writerThreads) {
        return new FrameChannel(connectSocket(socket), writerThreads);
    }

    static SocketChannel connectSocket(Path socket) {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            ChannelException failure = new ChannelException("cannot connect to " + socket + ": " + e.getMessage(), e);
            Closing.quietly(channel, failure);
            throw failure;
        }
    }

    static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "ringfence-channel-writer");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Queues a frame; never blocks. Once the other end is gone frames are dropped: who reads here learns that by the end
     * of the frames.
     *
     * @throws ChannelException if the frame is too long
     */
    public void send(Frame frame) {
        byte[] bytes = FrameCodec.encode(frame);
        if (writeFailure == null && !closed) {
            synchronized (progress) {
                unwritten++;
            }
            queue.add(bytes);
        }
    }

    /**
     * Waits until all that was sent is in the socket, where it outlives this process.
     *
     * @return false if it is not, because the deadline passed, the connection is broken, or this thread was interrupted,
     *     which it then still is
     */
    public boolean awaitWritten(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        synchronized (progress) {
            while (unwritten > 0 && writeFailure == null && !closed) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    progress.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return unwritten == 0;
        }
    }

    /**
     * Blocks until there is a frame, or until the connection has ended in an orderly way: closed at either end, between
     * two frames.
     *
     * @throws ChannelException if it ended within a frame, or what came is not a frame
     */
    public Optional<Frame> read() {
        try {
            Frame frame = assembler.next(readBuffer);
            while (frame == null) {
                int count = socket.read(readBuffer.clear());
                readBuffer.flip();
                if (count < 0) {
                    if (assembler.isBetweenFrames()) {
                        return Optional.empty();
                    }
                    throw new ChannelException("the connection ended within a frame");
                }
                frame = assembler.next(readBuffer);
            }
            return Optional.of(frame);
        } catch (ClosedChannelException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ChannelException("cannot read from the channel: " + e.getMessage(), e);
        }
    }

    private void writeQueue() {
        try {
            byte[] frame = queue.take();
            while (frame != END) {
                writeBuffer.putInt(frame.length);
                for (int done = 0; done < frame.length; ) {
                    int part = Math.min(writeBuffer.remaining(), frame.length - done);
                    writeBuffer.put(frame, done, part);
                    done += part;
                    if (!writeBuffer.hasRemaining()) {
                        drain();
                    }
                }
                inBuffer++;
                frame = queue.poll();
                if (frame == null || writeBuffer.remaining() < Integer.BYTES) {
                    drain();
                }
                if (frame == null) {
                    frame = queue.take();
                }
            }
            drain();
        } catch (IOException e) {
            stopWriting(e);
        } catch (InterruptedException e) {
            stopWriting(new IOException("the writer thread was interrupted", e));
        }
    }

    private void drain() throws IOException {
        writeBuffer.flip();
        while (writeBuffer.hasRemaining()) {
            socket.write(writeBuffer);
        }
        writeBuffer.clear();
        synchronized (progress) {
            unwritten -= inBuffer;
            progress.notifyAll();
        }
        inBuffer = 0;
    }

    private void stopWriting(IOException failure) {
        writeFailure = failure;
        queue.clear();
        synchronized (progress) {
            progress.notifyAll();
        }
    }

    /**
     * Writes what was sent so far and closes, waiting for the other end to read for at most {@code deadline}.
     *
     * @throws ChannelException if not all could be written
     */
    public void flushAndClose(Duration deadline) {
        closed = true;
        queue.add(END);
        boolean interrupted = false;
        try {
            writer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.toNanos())));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        boolean unwritten = writer.isAlive();
        close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        IOException failure = writeFailure;
        if (unwritten || failure != null) {
            throw new ChannelException("the channel was closed before all frames were written", failure);
        }
    }

    /** Writes what was sent so far, with 10 seconds for it, and closes. */
    public void flushAndClose() {
        flushAndClose(Duration.ofSeconds(10));
    }

    /** Closes at once; frames that are still queued are lost. A thread in {@link #read} gets the end. */
    @Override
    public void close() {
        closed = true;
        queue.add(END);
        try {
            socket.close();
        } catch (IOException e) {
            throw new ChannelException("cannot close the channel: " + e.getMessage(), e);
        }
    }
}
