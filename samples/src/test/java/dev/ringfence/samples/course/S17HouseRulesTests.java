package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 17, right: files of its own are enough. */
@Hermetic
class S17HouseRulesTests {

    @Test
    void counts_its_users(@TempDir Path directory) throws IOException {
        Path count = Files.writeString(directory.resolve("users"), "1");
        assertThat(count).hasContent("1");
    }

    @Test
    void asks_for_the_version(@TempDir Path directory) throws IOException {
        Path version = Files.writeString(directory.resolve("version"), "0.1");
        assertThat(version).hasContent("0.1");
    }
}
