package dev.ringfence.channel;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** Waits for a connection, or for two, on a Unix domain socket. Who may connect is decided by the directory, which only its owner can enter. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameServer implements Closeable {
    private static final int BACKLOG = 2;

    private final Path path;
    private final ServerSocketChannel server;
    private final Selector selector;

    private FrameServer(Path path, ServerSocketChannel server, Selector selector) {
        this.path = path;
        this.server = server;
        this.selector = selector;
    }

    /**
     * Listens on a new socket file.
     *
     * @param path of the file, at most 107 bytes long (unix(7)), in a directory of mode 0700
     * @throws ChannelException if it cannot be made there
     */
    public static FrameServer bind(Path path) {
        ServerSocketChannel server = null;
        Selector selector = null;
        try {
            checkPrivate(Objects.requireNonNull(path.toAbsolutePath().getParent(), "directory of the socket"));
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            server.configureBlocking(false);
            selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new FrameServer(path, server, selector);
        } catch (IOException e) {
            ChannelException failure = new ChannelException("cannot listen on " + path + ": " + e.getMessage(), e);
            Closing.quietly(selector, failure);
            Closing.quietly(server, failure);
            throw failure;
        }
    }

    private static void checkPrivate(Path directory) throws IOException {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
        if (!permissions.equals("rwx------")) {
            throw new ChannelException("expected a directory that only its owner can enter (rwx------) but " + directory
                    + " is " + permissions);
        }
    }

    /**
     * Waits for the connection, removes the socket file and stops listening.
     *
     * @throws ChannelException if nobody connected before the deadline, or this server was closed by another thread
     */
    public FrameChannel accept(Duration deadline) {
        FrameChannel channel = acceptFirst(deadline);
        close();
        return channel;
    }

    /** Waits for the first of two connections. */
    public FrameChannel acceptFirst(Duration deadline) {
        return new FrameChannel(acceptSocket(deadline), FrameChannel::daemon);
    }

    /** Waits for the second of two connections, on which this end asks; removes the socket file and stops listening. */
    public QuestionChannel acceptQuestions(Duration deadline) {
        SocketChannel accepted = acceptSocket(deadline);
        try {
            QuestionChannel channel = new QuestionChannel(accepted);
            close();
            return channel;
        } catch (IOException e) {
            ChannelException failure =
                    new ChannelException("cannot use a connection on " + path + ": " + e.getMessage(), e);
            Closing.quietly(accepted, failure);
            throw failure;
        }
    }

    private SocketChannel acceptSocket(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (true) {
                SocketChannel accepted = server.accept();
                if (accepted != null) {
                    accepted.configureBlocking(true);
                    return accepted;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new ChannelException(
                            "nobody connected to " + path + " within " + deadline.toMillis() + " ms");
                }
                awaitConnection(left);
            }
        } catch (IOException | ClosedSelectorException e) {
            throw new ChannelException("cannot accept a connection on " + path + ": " + e, e);
        }
    }

    private void awaitConnection(long millis) throws IOException {
        selector.select(millis);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new ChannelException("interrupted while waiting for a connection on " + path);
        }
    }

    /** Stops listening and removes the socket file. A thread in {@link #accept} gets an exception. */
    @Override
    public void close() {
        try {
            server.close();
            selector.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new ChannelException("cannot stop listening on " + path + ": " + e.getMessage(), e);
        }
    }
}
