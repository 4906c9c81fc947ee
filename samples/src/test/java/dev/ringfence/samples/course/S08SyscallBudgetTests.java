package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.SyscallBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 8, right: the file is opened once, however many keys are read. */
@Traced
class S08SyscallBudgetTests {
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
        Properties all = settings.readAll();
        for (int i = 0; i < 10; i++) assertThat(all).containsEntry("key" + i, "value" + i);
    }
}
