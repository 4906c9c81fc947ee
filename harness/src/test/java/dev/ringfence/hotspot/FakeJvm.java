package dev.ringfence.hotspot;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a process of a virtual machine shows in proc(5), in a directory of its own, with somebody who listens at its socket. */
final class FakeJvm implements AutoCloseable {
    static final int PID = 71;
    static final int INNER_PID = 5;
    static final int TID = 22;

    private static final String STATUS = """
            Name:\tjava
            Umask:\t0022
            State:\tS (sleeping)
            Tgid:\t71
            Pid:\t71
            PPid:\t1
            TracerPid:\t0
            Uid:\t%1$d\t%1$d\t%1$d\t%1$d
            Gid:\t0\t0\t0\t0
            FDSize:\t64
            Groups:\t\s
            NStgid:\t71\t5
            NSpid:\t71\t5
            NSpgid:\t71\t5
            NSsid:\t71\t5
            Threads:\t20
            SigQ:\t0/96365
            SigPnd:\t0000000000000000
            ShdPnd:\t0000000000000000
            SigBlk:\t0000000000000000
            SigIgn:\t0000000000000000
            SigCgt:\t%2$016x
            CapInh:\t0000000000000000
            CapPrm:\t0000000000000000
            CapEff:\t0000000000000000
            CapBnd:\t0000000000000000
            """;
    private static final long SIGQUIT = 1 << 2;

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Path proc;
    private final Path directory;
    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

    /** Answers requests. */
    interface Answerer {
        /** Returns the answer to a request, or an empty text. */
        String answer(String request) throws InterruptedException;
    }

    FakeJvm(Path proc) throws IOException {
        this.proc = proc;
        directory = Files.createDirectories(proc.resolve(String.valueOf(PID)));
        Files.createDirectories(directory.resolve("root/tmp"));
        Files.createDirectories(directory.resolve("task/71"));
        status(SIGQUIT);
        write("maps", "7f00-7f01 r--p 00000000 fe:00 7 /jdk/lib/server/libjvm.so\n");
        write("task/71/comm", "Service Thread\n");
        write("cmdline", "java\0Main\0");
        write("environ", "PATH=/bin\0");
    }

    Jvm jvm() {
        return new Jvm(proc, PID, INNER_PID, 0x7f00, "/jdk/lib/server/libjvm.so", new Jvm.Code(0x8000, 0x8100));
    }

    void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    void status(long caught) throws IOException {
        write("status", STATUS.formatted((Integer) Files.getAttribute(directory, "unix:uid"), caught));
    }

    /** Lets a socket be there that nobody listens at. */
    void leaveSocket() throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(jvm().socket()))
                .close();
    }

    /** Begins to listen. */
    void listen(Answerer answerer) throws IOException {
        server.bind(UnixDomainSocketAddress.of(jvm().socket()));
        Thread thread = new Thread(() -> serve(answerer), "fake-attach-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Answerer answerer) {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(1000);
                client.read(request);
                String text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
                requests.add(text.replace('\0', '|'));
                ByteBuffer answer = StandardCharsets.UTF_8.encode(answerer.answer(text));
                while (answer.hasRemaining()) client.write(answer);
            } catch (IOException | InterruptedException clientHasGone) {
                requests.add("failed");
            }
        }
    }

    /** Returns the answer of a virtual machine that has one thread, in this method. */
    static String dump(String method) {
        return """
                0
                Full thread dump

                "main" #1 [22] prio=5 os_prio=0 tid=0x00007fef2002aac0 nid=22 runnable  [0x00007fef2591e000]
                   java.lang.Thread.State: RUNNABLE
                \tat %s

                """.formatted(method);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
