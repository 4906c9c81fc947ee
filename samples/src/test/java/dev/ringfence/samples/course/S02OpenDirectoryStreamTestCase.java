package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 2: a stream of files is a file.
 *
 * Most streams of java.util.stream hold nothing and nobody closes them. Those of Files.list, Files.walk, Files.find and
 * Files.lines hold descriptors until they are closed. One forgotten Files.list is two descriptors: the JDK opens the
 * directory and duplicates the descriptor, to iterate with one and to look names up relative to the other. A failure
 * groups what one line of the program opened.
 *
 * (The streams are kept in a list, so that the garbage collector has no say in this lesson. It has in lesson 9.)
 */
@Traced
class S02OpenDirectoryStreamTestCase {
    private static final List<Stream<?>> FORGOTTEN = new ArrayList<>();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(directory.resolve("names.txt"), "Ada\nGrace\n");
    }

    @AfterAll
    static void close() {
        FORGOTTEN.forEach(Stream::close);
        FORGOTTEN.clear();
    }

    @Test
    @NoFdLeak
    void lists_a_directory() throws IOException {
        assertThat(firstFile(directory)).hasFileName("names.txt");
    }

    @Test
    @NoFdLeak
    void reads_lines() throws IOException {
        assertThat(firstLine(directory.resolve("names.txt"))).isEqualTo("Ada");
    }

    @SuppressWarnings("StreamResourceLeak") // the lesson
    private static Path firstFile(Path directory) throws IOException {
        Stream<Path> files = Files.list(directory);
        FORGOTTEN.add(files);
        return files.findFirst().orElseThrow();
    }

    @SuppressWarnings("StreamResourceLeak") // the lesson
    private static String firstLine(Path file) throws IOException {
        Stream<String> lines = Files.lines(file);
        FORGOTTEN.add(lines);
        return lines.findFirst().orElseThrow();
    }
}
