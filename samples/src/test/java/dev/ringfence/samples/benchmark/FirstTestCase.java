package dev.ringfence.samples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An ordinary class with an ordinary test: the first of a run, which pays for whatever is started. */
class FirstTestCase {

    @Test
    void reads_a_file() throws Exception {
        assertThat(Files.readString(Path.of("/etc/passwd"))).isNotEmpty();
    }
}
