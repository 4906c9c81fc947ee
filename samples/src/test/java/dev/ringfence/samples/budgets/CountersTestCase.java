package dev.ringfence.samples.budgets;

import dev.ringfence.Traced;
import dev.ringfence.assertions.Budgeted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Opens a file once more in each run. */
@Traced
@Budgeted(metrics = "opens", warmUps = 0, rounds = 2)
class CountersTestCase {
    private static int runs;

    @Test
    void opens_more_and_more() throws IOException {
        runs++;
        for (int i = 0; i < runs; i++) Files.readString(Path.of("/etc/passwd"));
    }
}
