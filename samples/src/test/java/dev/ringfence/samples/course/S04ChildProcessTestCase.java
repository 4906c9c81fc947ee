package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/*
 * Lesson 4: a child process is three pipes.
 *
 * ProcessBuilder.start opens a pipe each for input, output and errors, and keeps one end of each. When the child ends, the
 * JDK closes them. This child never ends: cat reads until its input is closed, and nobody closes it, because nobody needs
 * it any more once the answer has been read. So three descriptors and a process stay behind. Lines of ps show the second;
 * this test shows the first, with the line that started the child.
 */
@Traced
class S04ChildProcessTestCase {
    private static final List<Process> CHILDREN = new ArrayList<>();

    @AfterAll
    static void end() throws InterruptedException {
        for (Process child : CHILDREN) child.destroyForcibly().waitFor();
        CHILDREN.clear();
    }

    @Test
    @NoFdLeak
    void asks_a_child() throws IOException {
        Process child = new ProcessBuilder("cat").start();
        CHILDREN.add(child);
        Writer question = child.outputWriter();
        question.write("Who is there?\n");
        question.flush();
        BufferedReader answer = child.inputReader();
        assertThat(answer.readLine()).isEqualTo("Who is there?");
    }
}
