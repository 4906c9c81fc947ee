package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 10, right: the thread that opens the log closes it, a tenth of a second after the test has returned. */
@Traced
class S10LateThreadTests {
    @TempDir
    private static Path directory;

    @Test
    @NoFdLeak
    void starts_a_writer() {
        new Thread(S10LateThreadTests::writeLog, "late-writer").start();
    }

    private static void writeLog() {
        try (OutputStream log =
                new FileOutputStream(directory.resolve("late.log").toFile(), true)) {
            log.write('!');
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /* A thread that works as long as the program runs is waited for once. */
    @Test
    void beside_a_thread_that_never_rests(Recorder recorder) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread spinner = new Thread(() -> spinUntil(over), "spinner");
        spinner.start();
        try {
            long first = recorder.record(() -> {}).settling().waitedNanos();
            long second = recorder.record(() -> {}).settling().waitedNanos();
            assertThat(first).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(3));
            assertThat(second).isLessThan(first).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
        } finally {
            over.set(true);
            spinner.join();
        }
    }

    private static void spinUntil(AtomicBoolean over) {
        while (!over.get()) Thread.onSpinWait();
    }
}
