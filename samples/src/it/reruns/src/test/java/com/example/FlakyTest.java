package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.Traced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Traced
class FlakyTest {
    private static int runs(String name) throws IOException {
        Path file = Path.of("target", name);
        Files.writeString(file, "run\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return Files.readAllLines(file).size();
    }

    @Test
    void passes_when_it_is_run_again() throws IOException {
        assertEquals("true", System.getProperty("ringfence.worker"));
        assertTrue(runs("flaky") > 1, "fails once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second"})
    void one_of_its_invocations_passes_when_it_is_run_again(String name) throws IOException {
        assertTrue(runs(name) > 1 || name.equals("first"), "fails once");
    }

    @Test
    void passes() throws IOException {
        assertEquals(1, runs("steady"), "what passed is not run again");
    }
}
