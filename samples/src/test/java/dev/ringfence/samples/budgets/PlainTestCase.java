package dev.ringfence.samples.budgets;

import dev.ringfence.Traced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Has no budget of its own. */
@Traced
class PlainTestCase {
    @Test
    void reads() throws IOException {
        Files.readString(Path.of("/etc/passwd"));
    }
}
