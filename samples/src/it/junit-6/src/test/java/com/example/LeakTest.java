package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@Traced
@NoFdLeak
class LeakTest {
    @Test
    void leaks() throws IOException {
        assertTrue(Files.list(Path.of("")).count() > 0);
    }

    @Test
    void is_clean() throws IOException {
        try (var paths = Files.list(Path.of(""))) {
            assertTrue(paths.count() > 0);
        }
    }
}
