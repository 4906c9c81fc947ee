package dev.ringfence.samples.course;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends back what each client sends, one client after another; closes its side of a connection or forgets to. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> sessions = new CopyOnWriteArrayList<>();
    private final boolean closesSessions;

    EchoServer(boolean closesSessions) throws IOException {
        this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.closesSessions = closesSessions;
    }

    /** Serves one client to its end. */
    void serveOne() throws IOException {
        Socket session = listening.accept();
        sessions.add(session);
        InputStream in = session.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read())
            session.getOutputStream().write(next);
        if (closesSessions) {
            session.close();
            sessions.remove(session);
        }
    }

    Socket connect() throws IOException {
        return new Socket(listening.getInetAddress(), listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (Socket session : sessions) session.close();
        listening.close();
    }
}
