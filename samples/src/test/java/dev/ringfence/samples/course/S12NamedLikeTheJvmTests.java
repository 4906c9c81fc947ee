package dev.ringfence.samples.course;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/* Lesson 12, right: a thread that is named like the collector's helpers closes what the test gave it. Nothing was abandoned. */
@Traced
class S12NamedLikeTheJvmTests {

    @Test
    @NoFdLeak
    void has_its_file_closed_by_a_cleaner_of_its_own() throws Exception {
        FileInputStream users = new FileInputStream("/etc/passwd");
        Thread cleaner = new Thread(() -> close(users), "Cleaner-1");
        cleaner.start();
        cleaner.join();
    }

    private static void close(FileInputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
