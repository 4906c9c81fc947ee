package dev.ringfence.samples.course;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.assertions.KeepsProcessState;
import dev.ringfence.assertions.NoMappingLeft;
import dev.ringfence.snapshot.SnapshotPart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 19: what belongs to the process belongs to the next test as well.
 *
 * Limits, signal handlers, the umask and the working directory are of the whole process. A test that changes one passes, and
 * another fails, in another order of tests only. /proc shows them before and after; and it shows what no table of descriptors
 * does: a file that is mapped is open without a descriptor.
 */
@Traced(snapshot = {SnapshotPart.SOCKETS, SnapshotPart.MAPPINGS})
class S19ProcessStateTestCase {
    private static final List<MappedByteBuffer> INDEX = new ArrayList<>();

    private final List<ServerSocket> servers = new ArrayList<>();

    @TempDir
    private static Path directory;

    @BeforeEach
    void raiseTheLimit() throws Exception {
        Limits.set(5000);
    }

    @AfterEach
    void close() throws Exception {
        for (ServerSocket server : servers) server.close();
        Limits.set(5000);
    }

    @Test
    void lowers_a_limit() throws Exception {
        assertThat(Recorder.current().record(() -> Limits.set(4000))).process().keepsLimits();
    }

    @Test
    void ignores_a_signal() throws Exception {
        assertThat(Recorder.current().record(() -> Signals.treat("WINCH", "SIG_IGN")))
                .process()
                .keepsSignalHandlers();
    }

    @Test
    void listens_on() throws IOException {
        assertThat(Recorder.current()
                        .record(() -> servers.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))))
                .sockets()
                .leavesNoListener();
    }

    @Test
    void keeps_an_index() throws IOException {
        Path file = Files.write(directory.resolve("index.dat"), new byte[8192]);
        assertThat(Recorder.current().record(() -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                        INDEX.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, 8192));
                    }
                }))
                .hasNoFdLeak() // the descriptor is closed
                .memory()
                .leavesNoMapping();
    }

    @Test
    @KeepsProcessState
    void leaves_a_limit_to_the_next() throws Exception {
        Limits.set(4000);
    }

    @Test
    @NoMappingLeft(rounds = 3)
    void leaves_an_index_to_the_next() throws IOException {
        Path file = Files.write(directory.resolve("other.dat"), new byte[4096]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            INDEX.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, 4096));
        }
    }
}
