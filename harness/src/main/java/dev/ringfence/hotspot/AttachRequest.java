package dev.ringfence.hotspot;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A request to a virtual machine that listens. Its answer is text up to the end of the connection. */
final class AttachRequest implements Closeable {
    private static final int CHUNK = 64 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

    private AttachRequest(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Sends it.
     *
     * @param words each is ended by a zero
     * @throws ConnectException when nobody listens
     */
    static AttachRequest send(Path socket, String... words) throws IOException {
        AttachRequest request = new AttachRequest(SocketChannel.open(StandardProtocolFamily.UNIX), Selector.open());
        try {
            request.send(UnixDomainSocketAddress.of(socket), bytes(words));
            return request;
        } catch (IOException e) {
            request.close();
            throw e;
        }
    }

    static byte[] bytes(String... words) {
        return (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private void send(UnixDomainSocketAddress address, byte[] bytes) throws IOException {
        channel.connect(address);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        // An empty socket has room for so little.
        if (channel.write(ByteBuffer.wrap(bytes)) != bytes.length)
            throw new IOException("the request could not be sent at once");
    }

    /**
     * Waits for the answer. May be called again when it was late.
     *
     * @throws LateAnswerException when patience is over
     */
    String await(Patience patience) throws IOException, LateAnswerException {
        for (int count = channel.read(chunk); count >= 0; count = channel.read(chunk)) {
            if (count == 0) {
                if (patience.isOver())
                    throw new LateAnswerException(
                            "the virtual machine did not tell them within " + patience.millis() + " ms");
                selector.select(patience.pauseMillis());
                selector.selectedKeys().clear();
            }
            answer.write(chunk.array(), 0, count);
            chunk.clear();
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (channel;
                selector) {
            answer.reset();
        }
    }
}
