package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 11: what stays open is not a leak where the next run closes it.
 *
 * A client that keeps one connection and replaces it, a log that is rolled over, a stream that @AfterEach closes: each is
 * open at the end of the test's body, every time. The table does not grow by it, because the run before it was closed
 * meanwhile. Only what is still there after the next run counts.
 */
@Traced
@NoFdLeak
class S11ReplacedTests {
    @TempDir
    private static Path directory;

    private static Path letter;

    /** The one connection of a client. */
    private static @Nullable InputStream current;

    private @Nullable InputStream ofThisTest;

    @BeforeAll
    static void write() throws IOException {
        letter = Files.writeString(directory.resolve("letter.txt"), "Dear reader");
    }

    @AfterEach
    void close() throws IOException {
        if (ofThisTest != null) ofThisTest.close();
    }

    @Test
    void keeps_one_connection_and_replaces_it() throws IOException {
        InputStream before = current;
        current = Files.newInputStream(letter);
        if (before != null) before.close();
    }

    @Test
    void leaves_its_stream_to_after_each() throws IOException {
        ofThisTest = Files.newInputStream(letter);
    }
}
