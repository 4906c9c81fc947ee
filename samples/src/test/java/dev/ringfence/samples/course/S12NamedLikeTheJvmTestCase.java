package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/*
 * Lesson 12: a name is no identity.
 *
 * What the virtual machine's own threads open and close is not the test's doing, and the kernel knows them by name alone.
 * But anybody may call a thread "Service Thread" or "Cleaner-1", and its leaks are leaks. So the first time that such a
 * thread makes or closes a descriptor in a window, the worker is asked whose thread it is.
 */
@Traced
class S12NamedLikeTheJvmTestCase {
    private static final List<Closeable> OPEN = new CopyOnWriteArrayList<>();

    @AfterAll
    static void close() throws IOException {
        for (Closeable file : OPEN) file.close();
        OPEN.clear();
    }

    @Test
    @NoFdLeak
    void reads_in_a_thread_of_a_service() throws InterruptedException {
        Thread service = new Thread(S12NamedLikeTheJvmTestCase::read, "Service Thread");
        service.start();
        service.join();
    }

    private static void read() {
        try {
            FileInputStream users = new FileInputStream("/etc/passwd");
            OPEN.add(users);
            users.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
