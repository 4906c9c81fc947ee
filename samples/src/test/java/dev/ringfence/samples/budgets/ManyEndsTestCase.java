package dev.ringfence.samples.budgets;

import dev.ringfence.Traced;
import dev.ringfence.assertions.Budgeted;
import dev.ringfence.assertions.NoFdLeak;
import dev.ringfence.assertions.SyscallBudget;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends in every way that a summary tells apart. */
@Traced
class ManyEndsTestCase {
    private static final Path FILE = Path.of("/etc/passwd");
    private static final List<Closeable> LEFT_OPEN = new ArrayList<>();
    private static InputStream table;
    private static boolean ran;

    @Test
    @Budgeted(metrics = "opens", warmUps = 0, rounds = 1)
    void exceeds() throws IOException {
        Files.readString(FILE);
        Files.readString(FILE);
    }

    @Test
    @NoFdLeak
    @Budgeted(metrics = "opens", warmUps = 0, rounds = 1)
    void leaks_and_exceeds() throws IOException {
        LEFT_OPEN.add(Files.newInputStream(FILE));
    }

    @Test
    @NoFdLeak
    void runs_once() throws IOException {
        if (ran) throw new IllegalStateException("once is enough");
        ran = true;
        LEFT_OPEN.add(Files.newInputStream(FILE));
    }

    @Test
    @SyscallBudget(family = "opens", atMost = 0)
    void breaks_a_hard_limit() throws IOException {
        Files.readString(FILE);
    }

    @Test
    @NoFdLeak
    void uses_for_the_first_time() throws IOException {
        if (table == null) {
            table = Files.newInputStream(FILE);
        }
    }
}
