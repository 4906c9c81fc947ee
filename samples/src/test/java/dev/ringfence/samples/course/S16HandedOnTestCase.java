package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeakIntoPrograms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 16: what a program is handed.
 *
 * A script takes a lock on a file and starts a program. The program is handed the script's descriptors, the lock among them.
 * If it is a service that stays, the lock is never released: the next run of the script waits, and nobody knows for whom.
 * flock has to be handed the descriptor, so it is excepted, with the reason. @NoFdLeakIntoPrograms judges what each program
 * was really handed, whoever forgot to close it.
 */
@Traced
class S16HandedOnTestCase {
    @TempDir
    private static Path directory;

    @Test
    @NoFdLeakIntoPrograms(except = "flock", because = "it locks what it is handed")
    void starts_a_service() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("sh", "-c", "exec 9>>lock && flock 9 && env true")
                .directory(directory.toFile())
                .start();
        assertThat(script.waitFor()).isZero();
    }
}
