package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.SyscallBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 8: a budget of system calls.
 *
 * Nothing leaks here, and the answers are right. But the file is opened once for each of ten keys, and for each of a
 * thousand later on, on a network drive, in production. @SyscallBudget states how often the kernel may be asked; it names a
 * family (opens is open, openat, openat2 and creat), because the names differ between machines. Loading classes does not
 * count. The first use of a piece of code costs calls of its own, so the code is used once before the tests.
 */
@Traced
class S08SyscallBudgetTestCase {
    @TempDir
    private static Path directory;

    private static Settings settings;

    @BeforeAll
    static void write() throws IOException {
        Path file = directory.resolve("shop.properties");
        Files.write(
                file,
                IntStream.range(0, 10).mapToObj(i -> "key" + i + "=value" + i).toList());
        settings = new Settings(file);
        assertThat(settings.read("key0")).isEqualTo("value0");
    }

    @Test
    @SyscallBudget(family = "opens", atMost = 1)
    void reads_ten_settings() throws IOException {
        for (int i = 0; i < 10; i++) assertThat(settings.read("key" + i)).isEqualTo("value" + i);
    }
}
