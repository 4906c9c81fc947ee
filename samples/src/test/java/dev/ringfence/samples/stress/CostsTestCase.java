package dev.ringfence.samples.stress;

import dev.ringfence.Traced;
import dev.ringfence.assertions.Budgeted;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that cost the same each time, with files, threads, connections and a child process. */
@Traced
@Budgeted
class CostsTestCase {
    private static final int FILES = 3;

    @TempDir
    private static Path directory;

    @Test
    void writes_files() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path file = directory.resolve(i + ".txt");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[100]));
                channel.force(true);
            }
            Files.delete(Files.move(file, directory.resolve(i + ".old")));
        }
    }

    @Test
    void reads_in_threads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(FILES);
        // Without it the scheduler would decide how many files are open at once.
        CyclicBarrier allOpen = new CyclicBarrier(FILES);
        try {
            List<Future<Integer>> read = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                read.add(pool.submit(() -> {
                    try (InputStream in = Files.newInputStream(Path.of("/etc/passwd"))) {
                        allOpen.await();
                        return in.read();
                    }
                }));
            }
            for (Future<Integer> each : read) each.get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void serves() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                        Socket session = server.accept()) {
                    client.getOutputStream().write('!');
                    if (session.getInputStream().read() != '!') throw new IOException("a byte is missing");
                }
            }
        }
    }

    @Test
    void starts_a_child() throws Exception {
        Process child = new ProcessBuilder("cat").start();
        child.getOutputStream().close();
        child.waitFor();
        child.getInputStream().close();
        child.getErrorStream().close();
    }
}
