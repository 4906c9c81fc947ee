package dev.ringfence.samples.course;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.assertions.KeepsProcessState;
import dev.ringfence.assertions.MemoryBudget;
import dev.ringfence.assertions.NoCloseWaitLeft;
import dev.ringfence.assertions.NoListenerLeft;
import dev.ringfence.assertions.NoMappingLeft;
import dev.ringfence.assertions.NoZombieLeft;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 19, right: what is changed is set back, what listens is closed, and one index is mapped for all. */
@Traced(
        observe = {"reads", "receives", "writes", "sends", "copies"},
        snapshot = {
            SnapshotPart.SOCKETS,
            SnapshotPart.MAPPINGS,
            SnapshotPart.ENVIRONMENT,
            SnapshotPart.THREAD_DETAILS,
            SnapshotPart.MOUNTS,
            SnapshotPart.MACHINE
        })
class S19ProcessStateTests {
    private static final List<MappedByteBuffer> INDEX = new ArrayList<>();

    @TempDir
    private static Path directory;

    @Test
    void sets_a_limit_back() throws Exception {
        Limits.set(5000);
        Recording recording = Recorder.current().record(() -> {
            Limits.set(4000);
            Limits.set(5000);
        });
        assertThat(recording)
                .process()
                .keepsLimits()
                .keepsUmask()
                .keepsWorkingDirectory()
                .leavesNoZombie();
    }

    @Test
    @KeepsProcessState
    @NoZombieLeft
    void treats_a_signal_as_before() throws Exception {
        Recording recording = Recorder.current().record(() -> {
            Signals.treat("WINCH", "SIG_IGN");
            Signals.treat("WINCH", "SIG_DFL");
        });
        assertThat(recording).process().keepsSignalHandlers();
    }

    @Test
    @NoListenerLeft
    @NoCloseWaitLeft
    void serves_one() throws Exception {
        Recording recording = Recorder.current().record(() -> {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                accepted.getOutputStream().write(client.getLocalPort() & 0xff);
            }
        });
        assertThat(recording).sockets().leavesNoListener().leavesNoneInCloseWait();
    }

    @Test
    @NoMappingLeft
    @MemoryBudget(growsAtMost = 512 << 20)
    void maps_an_index_once() throws Exception {
        Path file = Files.write(directory.resolve("index.dat"), new byte[8192]);
        Recording recording = Recorder.current().record(() -> {
            if (!INDEX.isEmpty()) return;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                INDEX.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, 8192));
            }
        });
        assertThat(recording).memory().leavesNoMapping();
    }

    @Test
    void writes_no_more_than_it_was_given() throws Exception {
        Path file = directory.resolve("note");
        Recording recording = Recorder.current().record(() -> Files.writeString(file, "Hi"));
        assertThat(recording)
                .process()
                .writesAtMost(2)
                .readsAtMost(0)
                .keepsEnvironment()
                .hasContextSwitchesAtMost(100_000)
                .returnToRecording()
                .machine()
                .keepsMounts()
                .opensFilesAtMost(100_000)
                .swapsOutAtMost(1L << 40);
    }
}
