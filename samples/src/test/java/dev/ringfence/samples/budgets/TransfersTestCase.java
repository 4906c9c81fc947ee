package dev.ringfence.samples.budgets;

import dev.ringfence.Traced;
import dev.ringfence.assertions.Budgeted;
import dev.ringfence.assertions.MetricTolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads and writes files, and starts a process. */
@Traced
class TransfersTestCase {
    @TempDir
    private static Path directory;

    private static Path letter;

    @BeforeAll
    static void write() throws IOException {
        letter = Files.write(directory.resolve("letter.txt"), new byte[10_000]);
    }

    @Test
    @Budgeted(
            metrics = {"bytes-read", "bytes-written"},
            tolerances = @MetricTolerance(metric = "bytes-read"),
            warmUps = 1,
            rounds = 2)
    void copies_by_hand() throws IOException {
        Files.write(directory.resolve("copy.txt"), Files.readAllBytes(letter));
    }

    @Test
    @Budgeted(
            metrics = {"processes", "execs"},
            warmUps = 1,
            rounds = 2)
    void starts_a_process() throws IOException, InterruptedException {
        new ProcessBuilder("true").start().waitFor();
    }
}
