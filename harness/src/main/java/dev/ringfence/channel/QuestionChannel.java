package dev.ringfence.channel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection that asks, and never blocks: the thread that asks also looks for the answers, so that no other
 * thread has to be woken between. For one thread at a time; may be closed by another.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class QuestionChannel implements Closeable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final SocketChannel socket;
    private final FrameAssembler assembler = new FrameAssembler();
    private final ByteBuffer readBuffer =
            ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private final Deque<ByteBuffer> unwritten = new ArrayDeque<>();
    private boolean ended;

    QuestionChannel(SocketChannel socket) throws IOException {
        this.socket = socket;
        socket.configureBlocking(false);
    }

    /** Asks. What the socket does not take now is written before the next look for answers. */
    public void ask(Frame question) {
        byte[] bytes = FrameCodec.encode(question);
        unwritten.add(ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip());
        write();
    }

    private void write() {
        try {
            ByteBuffer first = unwritten.peek();
            while (first != null && !ended) {
                socket.write(first);
                if (first.hasRemaining()) {
                    return;
                }
                unwritten.remove();
                first = unwritten.peek();
            }
        } catch (IOException otherEndIsGone) {
            // Whoever asked gets no answer and goes on at its deadline; the end of the worker is told by its trace.
            ended = true;
        }
    }

    /**
     * Returns the next answer, or null when there is none yet, or will be none because the connection has ended.
     *
     * @throws ChannelException if what came is not a frame
     */
    @Nullable
    public Frame poll() {
        write();
        Frame frame = assembler.next(readBuffer);
        while (frame == null && fill()) {
            frame = assembler.next(readBuffer);
        }
        return frame;
    }

    private boolean fill() {
        if (ended) {
            return false;
        }
        readBuffer.clear();
        try {
            int count = socket.read(readBuffer);
            ended = count < 0;
            return count > 0;
        } catch (IOException otherEndIsGone) {
            // As in write().
            ended = true;
            return false;
        } finally {
            readBuffer.flip();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new ChannelException("cannot close the channel of questions: " + e.getMessage(), e);
        }
    }
}
