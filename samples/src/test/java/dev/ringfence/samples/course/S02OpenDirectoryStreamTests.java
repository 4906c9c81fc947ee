package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 2, right: a stream of files stands in the head of a try statement. */
@Traced
class S02OpenDirectoryStreamTests {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(directory.resolve("names.txt"), "Ada\nGrace\n");
    }

    @Test
    @NoFdLeak
    void lists_a_directory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.findFirst().orElseThrow()).hasFileName("names.txt");
        }
    }

    @Test
    @NoFdLeak
    void reads_lines() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("names.txt"))) {
            assertThat(lines.findFirst()).contains("Ada");
        }
    }
}
