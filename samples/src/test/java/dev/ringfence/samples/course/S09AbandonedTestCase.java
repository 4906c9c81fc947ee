package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 9: the garbage collector is not a close method.
 *
 * A FileInputStream that nobody can reach any more is closed by the JDK's Cleaner, after some collection. A program that
 * leans on it works in every test and dies in the one hour in which the heap is large, collections are rare and files are
 * many. If a test's verdict depended on it, it would depend on when the collector ran. So what the collector closed is a
 * leak as well, and the failure says who closed it. (This test asks for collections, to show it; Ringfence never does.)
 */
@Traced
class S09AbandonedTestCase {
    @TempDir
    private static Path directory;

    private static Path file;

    @BeforeAll
    static void write() throws IOException {
        file = Files.writeString(directory.resolve("letter.txt"), "Dear reader").toRealPath();
    }

    @Test
    @NoFdLeak
    void reads_a_letter() throws IOException {
        assertThat(firstByte(file)).isEqualTo('D');
        collectUntilClosed(OpenFiles.find(file).orElseThrow());
    }

    private static int firstByte(Path file) throws IOException {
        return new FileInputStream(file.toFile()).read();
    }

    private static void collectUntilClosed(OpenFiles.Descriptor descriptor) throws IOException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (descriptor.isOpen()) {
            assertThat(Instant.now()).as("the collector closes %s", descriptor).isBefore(deadline);
            System.gc();
            Thread.onSpinWait();
        }
    }
}
