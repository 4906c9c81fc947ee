package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.DeniedNothing;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.junit.jupiter.api.Test;

/* Lesson 20, right: what is only read is opened for reading. */
@Traced
@DeniedNothing
class S20DeniedTests {

    @Test
    void draws_a_number() throws IOException {
        try (RandomAccessFile kernel = new RandomAccessFile("/proc/sys/kernel/random/uuid", "r")) {
            assertThat(kernel.readLine()).hasSize(36);
        }
    }
}
