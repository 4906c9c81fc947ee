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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 10: the test has ended, the program has not.
 *
 * The method under test returns at once and its thread opens a log a tenth of a second later. Who looks at the descriptor
 * table when the test method returns sees nothing. So a window whose threads are still alive is given time: it is judged
 * when the process has been quiet for 250 ms (ringfence.quiet), at the latest after three seconds (ringfence.settle). The
 * same patience keeps the right variant green, whose thread closes its file a tenth of a second late.
 *
 * The others hand their work to a thread that was there before. Nothing tells whose work such a thread does: where one is
 * busy when a test has returned, or has worked and sleeps, the window waits until it rests, three seconds at most.
 */
@Traced
class S10LateThreadTestCase {
    private static final List<Closeable> LOGS = new CopyOnWriteArrayList<>();
    private static final ExecutorService WRITERS = Executors.newSingleThreadExecutor(S10LateThreadTestCase::writer);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void startWriter() throws Exception {
        WRITERS.submit(() -> {}).get();
    }

    @AfterAll
    static void close() throws IOException {
        for (Closeable log : LOGS) log.close();
        LOGS.clear();
    }

    @Test
    @NoFdLeak
    void starts_a_writer() {
        new Thread(S10LateThreadTestCase::sleepAndOpenLog, "late-writer").start();
    }

    @Test
    @NoFdLeak
    void hands_it_to_a_writer_that_has_much_to_do() {
        WRITERS.execute(S10LateThreadTestCase::collectAndOpenLog);
    }

    @Test
    @NoFdLeak
    void hands_it_to_a_writer_that_sleeps_first() {
        WRITERS.execute(S10LateThreadTestCase::sleepAndOpenLog);
    }

    private static Thread writer(Runnable work) {
        Thread writer = new Thread(work, "writer");
        writer.setDaemon(true);
        return writer;
    }

    private static void sleepAndOpenLog() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            openLog();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void collectAndOpenLog() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        while (System.nanoTime() - end < 0) System.gc();
        openLog();
    }

    private static void openLog() {
        try {
            FileOutputStream log =
                    new FileOutputStream(directory.resolve("late.log").toFile(), true);
            LOGS.add(log);
            log.write('!');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
