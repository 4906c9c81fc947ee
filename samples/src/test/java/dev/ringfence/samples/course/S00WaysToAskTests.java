package dev.ringfence.samples.course;

// tag::usage[]
import static dev.ringfence.assertions.RingfenceAssertions.assertNoFdLeak;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.assertions.FdBudget;
import dev.ringfence.assertions.NoFdLeak;
import dev.ringfence.assertions.SyscallBudget;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Traced // this class runs in a forked JVM that is traced
class S00WaysToAskTests {
    @TempDir
    private static Path directory;

    private static Path letter;

    @BeforeAll
    static void write() throws IOException {
        letter = Files.writeString(directory.resolve("letter.txt"), "Dear reader");
        Files.readString(letter); // the first use of code has calls of its own
    }

    @Test
    @NoFdLeak // judged when the body has passed; so are budgets
    @FdBudget(peak = 1)
    @SyscallBudget(family = "opens", atMost = 1)
    void annotated() throws IOException {
        Files.readString(letter);
    }

    @Test
    void asked_in_the_body() throws IOException {
        Files.readString(letter);
        assertNoFdLeak(); // this test, up to here
    }

    @Test
    void repeated() throws IOException {
        assertNoFdLeak(() -> Files.readString(letter)); // warms up, then judges rounds
    }

    @Test
    void a_part_of_a_test(Recorder recorder) throws IOException {
        Recording recording = recorder.record(() -> Files.readString(letter));
        assertThat(recording).hasNoFdLeak().doesNotExec();
    }
}
// end::usage[]
