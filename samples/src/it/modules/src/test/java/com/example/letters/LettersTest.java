package com.example.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import dev.ringfence.assertions.SyscallBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Traced
class LettersTest {
    @TempDir
    private Path directory;

    private Path letter;

    @BeforeEach
    void write() throws IOException {
        letter = Files.writeString(directory.resolve("letter.txt"), "Dear reader,\n\nyours\n");
        Letters.lines(letter);
    }

    @Test
    @NoFdLeak
    @SyscallBudget(family = "opens", atMost = 1)
    void a_forked_jvm_has_the_modules_of_the_test_jvm() throws IOException {
        assertEquals(3, Letters.lines(letter));
        assertEquals("true", System.getProperty("ringfence.worker"));
        assertTrue(Letters.class.getModule().isNamed(), "the code under test is in its module");
        assertEquals(Letters.class.getModule(), LettersTest.class.getModule());
        assertEquals("java.net.http", Letters.ofAnotherModule().getModule().getName());
    }
}
