package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 9, right: whoever opens it closes it, and nothing is left for the collector. */
@Traced
class S09AbandonedTests {
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
        try (InputStream letter = new FileInputStream(file.toFile())) {
            assertThat(letter.read()).isEqualTo('D');
        }
        assertThat(OpenFiles.find(file)).isEmpty();
    }
}
