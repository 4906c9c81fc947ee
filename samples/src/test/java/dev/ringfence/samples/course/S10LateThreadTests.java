package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
}
