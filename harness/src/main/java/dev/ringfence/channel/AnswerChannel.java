package dev.ringfence.channel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** The end of a connection that answers the questions of a {@link QuestionChannel}, one after another, on one thread. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AnswerChannel implements Closeable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final SocketChannel socket;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private AnswerChannel(SocketChannel socket) {
        this.socket = socket;
    }

    /**
     * Connects to a {@link FrameServer}.
     *
     * @throws ChannelException if nobody listens there
     */
    public static AnswerChannel connect(Path socket) {
        return new AnswerChannel(FrameChannel.connectSocket(socket));
    }

    /**
     * Answers until the connection ends.
     *
     * @throws ChannelException if it breaks, or what came is not a frame
     */
    public void answerAll(UnaryOperator<Frame> answers) {
        FrameAssembler assembler = new FrameAssembler();
        try {
            while (socket.read(readBuffer.clear()) >= 0) {
                readBuffer.flip();
                Frame question = assembler.next(readBuffer);
                while (question != null) {
                    write(FrameCodec.encode(answers.apply(question)));
                    question = assembler.next(readBuffer);
                }
            }
        } catch (IOException e) {
            throw new ChannelException("cannot go on answering: " + e.getMessage(), e);
        }
    }

    private void write(byte[] frame) throws IOException {
        writeBuffer.clear().putInt(frame.length);
        int done = 0;
        do {
            int part = Math.min(writeBuffer.remaining(), frame.length - done);
            writeBuffer.put(frame, done, part).flip();
            done += part;
            while (writeBuffer.hasRemaining()) {
                socket.write(writeBuffer);
            }
            writeBuffer.clear();
        } while (done < frame.length);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new ChannelException("cannot close the channel of answers: " + e.getMessage(), e);
        }
    }
}
