package dev.ringfence.samples.upload;

import java.net.InetAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server on the loopback address, on a free port, in front of an upload service. */
public final class UploadServer implements AutoCloseable {
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;
    private final Server server;
    private final ServerConnector connector;

    private UploadServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** Starts a server. */
    public static UploadServer start(Uploads uploads) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("upload");
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, ACCEPTORS, SELECTORS);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new UploadHandler(uploads));
        server.start();
        return new UploadServer(server, connector);
    }

    /** Returns where uploads of this name go. */
    public URI uri(String name) {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort() + "/uploads/" + name);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server could not be stopped", e);
        }
    }
}
