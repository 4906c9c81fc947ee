package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 10: the test has ended, the program has not.
 *
 * The method under test returns at once and its thread opens a log a tenth of a second later. Who looks at the descriptor
 * table when the test method returns sees nothing. So a window whose threads are still alive is given time: it is judged
 * when the process has been quiet for 250 ms (ringfence.quiet), at the latest after three seconds (ringfence.settle). The
 * same patience keeps the right variant green, whose thread closes its file a tenth of a second late.
 */
@Traced
class S10LateThreadTestCase {
    private static final List<Closeable> LOGS = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path directory;

    @AfterAll
    static void close() throws IOException {
        for (Closeable log : LOGS) log.close();
        LOGS.clear();
    }

    @Test
    @NoFdLeak
    void starts_a_writer() {
        new Thread(S10LateThreadTestCase::openLog, "late-writer").start();
    }

    private static void openLog() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            FileOutputStream log =
                    new FileOutputStream(directory.resolve("late.log").toFile(), true);
            LOGS.add(log);
            log.write('!');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
