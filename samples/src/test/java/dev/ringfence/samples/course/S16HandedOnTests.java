package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeakIntoPrograms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 16, right: the shell closes the descriptor in the program that is not to have it. */
@Traced
class S16HandedOnTests {
    @TempDir
    private static Path directory;

    @Test
    @NoFdLeakIntoPrograms(except = "flock", because = "it locks what it is handed")
    void starts_a_service() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("sh", "-c", "exec 9>>lock && flock 9 && env true 9>&-")
                .directory(directory.toFile())
                .start();
        assertThat(script.waitFor()).isZero();
    }
}
