package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/* Lesson 4, right: closing its input tells the child that there is no more; it ends, and the JDK closes the rest. */
@Traced
class S04ChildProcessTests {

    @Test
    @NoFdLeak
    void asks_a_child() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("cat").start();
        try (Writer question = child.outputWriter()) {
            question.write("Who is there?\n");
        }
        try (BufferedReader answer = child.inputReader()) {
            assertThat(answer.readLine()).isEqualTo("Who is there?");
        }
        assertThat(child.waitFor()).isZero();
    }
}
