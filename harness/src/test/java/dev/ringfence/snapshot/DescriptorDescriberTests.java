package dev.ringfence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.event.Pid;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.LinkReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Describes what this JVM opens. What other threads of it open meanwhile is not looked at. */
@EnabledOnOs(OS.LINUX)
class DescriptorDescriberTests {
    private static final Path PROC = Path.of("/proc");
    private static final Pid SELF = new Pid((int) ProcessHandle.current().pid());

    @TempDir
    Path directory;

    private Set<Integer> before;

    @BeforeEach
    void takeBefore() {
        before = take().targets().keySet();
    }

    /** A process that reads its own table finds the descriptors of that reading in it. */
    private static FdSnapshot take() {
        FdSnapshot all = capture(SELF).value().orElseThrow();
        Map<Integer, FdTarget> targets = new TreeMap<>(all.targets());
        targets.values().removeIf(target -> target.link().equals("/proc/" + SELF + "/fd"));
        return new FdSnapshot(all.atNanos(), targets);
    }

    /** Returns the descriptions of what was opened since the test began. */
    private List<String> opened(Pid... others) {
        FdSnapshot now = take();
        Set<Integer> added = new TreeSet<>(now.targets().keySet());
        added.removeAll(before);
        FdSnapshot described = new DescriptorDescriber(PROC).describe(SELF, now, added, List.of(others));
        return added.stream()
                .map(fd -> described.target(fd).orElseThrow().description())
                .toList();
    }

    @Test
    void a_file_is_its_path_and_says_when_it_is_deleted() throws IOException {
        Path file = directory.resolve("a b");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(opened()).contains(file.toString());
            Files.delete(file);
            assertThat(opened()).contains(file + " (deleted)");
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void a_tcp_socket_is_its_addresses_and_its_state() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket accepted = server.accept()) {
            String serverEnd = "127.0.0.1:" + server.getLocalPort();
            String clientEnd = "127.0.0.1:" + client.getLocalPort();
            assertThat(opened())
                    .contains(
                            "socket TCP " + serverEnd + " LISTEN",
                            "socket TCP " + clientEnd + " -> " + serverEnd + " ESTABLISHED",
                            "socket TCP " + serverEnd + " -> " + clientEnd + " ESTABLISHED");
            accepted.close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(opened()).contains("socket TCP " + clientEnd + " -> " + serverEnd + " CLOSE_WAIT");
        }
    }

    @Test
    void udp_and_unix_sockets_are_their_names() throws IOException {
        Path path = directory.resolve("a b.sock");
        try (DatagramChannel datagram = DatagramChannel.open(StandardProtocolFamily.INET);
                ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            datagram.bind(new InetSocketAddress("127.0.0.1", 0));
            unix.bind(UnixDomainSocketAddress.of(path));
            int port = ((InetSocketAddress) datagram.getLocalAddress()).getPort();
            assertThat(opened()).contains("socket UDP 127.0.0.1:" + port, "socket unix " + path + " LISTEN");
        }
    }

    @Test
    void a_socket_that_is_in_no_table_says_so() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            assertThat(opened()).anyMatch(text -> text.matches("socket without an address \\(socket:\\[\\d+]\\)"));
        }
    }

    @Test
    void a_pipe_names_its_other_end() throws IOException {
        Pipe pipe = Pipe.open();
        try (var source = pipe.source();
                var sink = pipe.sink()) {
            Set<Integer> added = new TreeSet<>(take().targets().keySet());
            added.removeAll(before);
            assertThat(source.isOpen() && sink.isOpen()).isTrue();
            assertThat(opened())
                    .filteredOn(text -> text.startsWith("pipe "))
                    .hasSize(2)
                    .allMatch(text -> added.stream()
                            .anyMatch(fd -> text.equals("pipe read end, other end: fd " + fd + " (write)")
                                    || text.equals("pipe write end, other end: fd " + fd + " (read)")));
        }
    }

    @Test
    void a_pipe_to_a_child_names_the_process() throws Exception {
        Process child = new ProcessBuilder("cat").start();
        try (OutputStream toChild = child.getOutputStream()) {
            Pid pid = new Pid((int) child.pid());
            toChild.write('x');
            toChild.flush();
            assertThat(child.getInputStream().read())
                    .as("cat has been executed and answers")
                    .isEqualTo('x');
            assertThat(opened(pid))
                    .contains(
                            "pipe write end, other end: held by pid " + pid + " (cat)",
                            "pipe read end, other end: held by pid " + pid + " (cat)");
            assertThat(opened()).contains("pipe write end, other end: not held here");
        }
        child.getInputStream().close();
        child.getErrorStream().close();
        assertThat(child.waitFor()).isZero();
    }

    @Test
    void a_selector_names_what_it_watches() throws IOException {
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            selector.selectNow();
            assertThat(opened())
                    .anyMatch(text -> text.matches("eventpoll watching fd \\d+, \\d+"))
                    .anyMatch(text -> text.equals("eventfd count 0") || text.startsWith("pipe read end"));
        }
    }

    @Test
    void a_watch_service_counts_its_watches() throws IOException {
        try (WatchService watches = directory.getFileSystem().newWatchService()) {
            directory.register(watches, StandardWatchEventKinds.ENTRY_CREATE);
            assertThat(opened()).contains("inotify watching 1");
        }
    }

    @Test
    void only_what_is_asked_for_is_described() throws IOException {
        try (Selector selector = Selector.open()) {
            FdSnapshot now = take();
            assertThat(selector.isOpen()).isTrue();
            assertThat(new DescriptorDescriber(PROC).describe(SELF, now, List.of(99_999), List.of()))
                    .isEqualTo(now);
        }
    }

    @Test
    void a_process_that_has_gone_is_absent() throws Exception {
        Process child = new ProcessBuilder("true").start();
        assertThat(child.waitFor()).isZero();
        assertThat(capture(new Pid((int) child.pid()))).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void kinds_without_a_table_of_their_own_are_named(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("7/fdinfo"));
        Files.writeString(proc.resolve("7/fdinfo/5"), "pos:\t0\nflags:\t02\nPid:\t-1\n");
        Files.writeString(proc.resolve("7/fdinfo/6"), "pos:\t0\nflags:\t02\nPid:\t42\n");
        Files.writeString(proc.resolve("7/fdinfo/8"), "pos:\t0\nflags:\t02\n");
        Files.writeString(proc.resolve("7/fdinfo/9"), "pos:\tx\n");
        FdSnapshot snapshot = new FdSnapshot(
                1,
                Map.of(
                        1, FdTarget.ofLink("anon_inode:[timerfd]"),
                        2, FdTarget.ofLink("/memfd:my buf (deleted)"),
                        3, FdTarget.ofLink("anon_inode:[io_uring]"),
                        5, FdTarget.ofLink("anon_inode:[pidfd]"),
                        6, FdTarget.ofLink("anon_inode:[pidfd]"),
                        8, FdTarget.ofLink("anon_inode:[eventpoll]"),
                        9, FdTarget.ofLink("anon_inode:[eventpoll]"),
                        10, FdTarget.ofLink("anon_inode:[eventpoll]")));
        FdSnapshot described = new DescriptorDescriber(proc)
                .describe(new Pid(7), snapshot, snapshot.targets().keySet(), List.of());
        assertThat(described.targets().values().stream().map(FdTarget::description))
                .containsExactly(
                        "timerfd",
                        "memfd:my buf",
                        "io_uring",
                        "pidfd of a process that has ended",
                        "pidfd of process 42",
                        "eventpoll watching nothing",
                        "anon_inode:[eventpoll] (not described: " + proc
                                + "/7/fdinfo/9, line 1, pos: expected a number but it is \"x\", in \"pos:\tx\")",
                        "eventpoll");
    }

    private static Reading<FdSnapshot> capture(Pid process) {
        return FdLinks.read(PROC, process.value()).map(links -> {
            Map<Integer, FdTarget> targets = new TreeMap<>();
            links.forEach((fd, link) -> targets.put(fd, FdTarget.ofLink(link)));
            return new FdSnapshot(1, targets);
        });
    }

    // --- What was captured ---

    @Test
    void what_was_captured_is_described_in_the_same_words() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            ProcessSnapshot captured = new SnapshotReader(PROC, KernelFiles::read, LinkReader.ofFiles())
                    .process(
                            SELF.value(),
                            EnumSet.of(
                                    SnapshotPart.DESCRIPTORS, SnapshotPart.DESCRIPTOR_DETAILS, SnapshotPart.SOCKETS));
            FdSnapshot now = take();
            FdSnapshot live = new DescriptorDescriber(PROC)
                    .describe(SELF, now, now.targets().keySet(), List.of());
            FdSnapshot later = new DescriptorDescriber(PROC)
                    .describe(captured, List.of())
                    .value()
                    .orElseThrow();
            Map<Integer, FdTarget> sockets = new TreeMap<>(live.targets());
            sockets.values().removeIf(target -> !target.link().startsWith("socket:["));
            assertThat(sockets).hasSizeGreaterThanOrEqualTo(3);
            assertThat(later.targets()).containsAllEntriesOf(sockets);
            assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
        }
    }

    @Test
    void many_who_hold_the_other_end_of_a_pipe_are_counted() throws Exception {
        String script = "exec 3<&0; for i in 1 2 3 4 5; do sleep 1000 <&3 & done; echo ready; read x";
        Process shell = new ProcessBuilder("/bin/sh", "-c", script).start();
        try {
            assertThat(shell.inputReader().readLine()).isEqualTo("ready");
            List<Pid> holders =
                    shell.children().map(child -> new Pid((int) child.pid())).toList();
            assertThat(holders).hasSize(5);
            assertThat(opened(holders.toArray(Pid[]::new)))
                    .anySatisfy(text -> assertThat(text)
                            .matches("pipe write end, other end: (held by pid \\d+ \\(.*?\\), ){3}and by 2 more"));
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly().waitFor();
        }
    }
}
