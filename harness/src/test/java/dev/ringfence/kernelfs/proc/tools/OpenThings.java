package dev.ringfence.kernelfs.proc.tools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A program that holds descriptors of every kind, threads with names and a child, until its input ends. */
public final class OpenThings {
    private static final List<Object> HELD = new ArrayList<>();
    private static final int FEW = 50;

    private OpenThings() {}

    /**
     * Opens all, says so, and waits.
     *
     * @param arguments a directory for files
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        files(directory);
        connections();
        waiting();
        datagrams();
        unix(directory.resolve("unix"));
        anonymous(directory);
        for (int i = 1; i <= 3; i++) start("desk-" + i);
        HELD.add(new ProcessBuilder("sleep", "1000").start());
        System.out.println("ready");
        while (System.in.read() >= 0) continue;
        Runtime.getRuntime().halt(0);
    }

    private static void files(Path directory) throws IOException {
        Path read = Files.write(directory.resolve("read"), new byte[5000]);
        HELD.add(FileChannel.open(read, StandardOpenOption.READ).position(17));
        FileChannel written = open(directory.resolve("writ ten"), StandardOpenOption.WRITE);
        written.write(ByteBuffer.allocate(123_456));
        FileChannel gone = open(directory.resolve("gone"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        HELD.add(gone.map(FileChannel.MapMode.READ_WRITE, 0, 4096));
        Files.delete(directory.resolve("gone"));
        open(directory.resolve("really (deleted)"), StandardOpenOption.WRITE);
    }

    private static FileChannel open(Path file, StandardOpenOption... options) throws IOException {
        Files.createFile(file);
        FileChannel channel = FileChannel.open(file, options);
        HELD.add(channel);
        return channel;
    }

    /** One that holds bytes that nobody read, one whose other end was closed, in IPv4 and in mapped IPv6. */
    private static void connections() throws IOException {
        InetAddress loop = InetAddress.getByName("127.0.0.1");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        server.bind(new InetSocketAddress(loop, 0), FEW);
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET);
        client.connect(server.getLocalAddress());
        SocketChannel accepted = server.accept();
        client.write(ByteBuffer.allocate(7));
        SocketChannel closing = SocketChannel.open(StandardProtocolFamily.INET);
        closing.connect(server.getLocalAddress());
        SocketChannel left = server.accept();
        closing.close();
        ServerSocket mapped = new ServerSocket(0, FEW, loop);
        Socket first = new Socket(loop, mapped.getLocalPort());
        Socket second = mapped.accept();
        HELD.addAll(List.of(server, client, accepted, left, mapped, first, second));
        HELD.add(SocketChannel.open(StandardProtocolFamily.INET));
    }

    /** A server with one connection that nobody accepts, and one of all addresses. */
    private static void waiting() throws IOException {
        ServerSocket idle = new ServerSocket(0, FEW, InetAddress.getByName("127.0.0.1"));
        HELD.addAll(List.of(idle, new Socket(idle.getInetAddress(), idle.getLocalPort()), new ServerSocket(0)));
    }

    private static void datagrams() throws IOException {
        SocketAddress loop = new InetSocketAddress("127.0.0.1", 0);
        DatagramChannel bound =
                DatagramChannel.open(StandardProtocolFamily.INET).bind(loop);
        DatagramChannel connected =
                DatagramChannel.open(StandardProtocolFamily.INET).bind(loop);
        connected.connect(bound.getLocalAddress());
        HELD.addAll(List.of(bound, connected));
    }

    private static void unix(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
        HELD.addAll(List.of(server, client, server.accept()));
    }

    private static void anonymous(Path directory) throws IOException {
        Pipe pipe = Pipe.open();
        Selector selector = Selector.open();
        pipe.source().configureBlocking(false);
        pipe.source().register(selector, SelectionKey.OP_READ);
        selector.selectNow();
        WatchService watch = directory.getFileSystem().newWatchService();
        directory.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
        HELD.addAll(List.of(pipe, selector, watch));
    }

    private static void start(String name) {
        Thread thread = new Thread(
                () -> {
                    while (true) LockSupport.park();
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
