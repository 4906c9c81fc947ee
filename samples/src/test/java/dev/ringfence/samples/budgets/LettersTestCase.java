package dev.ringfence.samples.budgets;

import dev.ringfence.Traced;
import dev.ringfence.assertions.Budgeted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads letters as often as {@link #OPENS} says. */
@Traced
@Budgeted(
        metrics = {"opens", "peak-descriptors", "processes"},
        warmUps = 1,
        rounds = 3)
class LettersTestCase {
    /** A system property. */
    static final String OPENS = "letters.opens";

    @TempDir
    private static Path directory;

    private static Path letter;

    @BeforeAll
    static void write() throws IOException {
        letter = Files.writeString(directory.resolve("letter.txt"), "Dear reader");
    }

    @Test
    void reads_a_letter() throws IOException {
        System.out.println("reads_a_letter runs");
        for (int i = 0; i < Integer.getInteger(OPENS, 2); i++) Files.readString(letter);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void reads_letters(int number) throws IOException {
        for (int i = 0; i < number; i++) Files.readString(letter);
    }
}
