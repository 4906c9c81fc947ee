package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.DeniedNothing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/*
 * Lesson 20: a denial that nobody hears of.
 *
 * The kernel's file of random numbers can be read by everybody and written by nobody. Who opens it for both is denied, takes
 * another way without a word, and is never found out: the result is right. @DeniedNothing shows each call that was refused.
 */
@Traced
@DeniedNothing
class S20DeniedTestCase {

    @Test
    void draws_a_number() {
        assertThat(draw()).hasSize(36);
    }

    private static String draw() {
        try (RandomAccessFile kernel = new RandomAccessFile("/proc/sys/kernel/random/uuid", "rw")) {
            return kernel.readLine();
        } catch (IOException e) {
            return UUID.randomUUID().toString();
        }
    }
}
