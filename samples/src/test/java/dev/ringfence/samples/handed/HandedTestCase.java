package dev.ringfence.samples.handed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Looks at what it was given. */
@Traced
public class HandedTestCase {

    @Test
    void has_what_the_test_jvm_has() {
        assertThat(System.getProperty("ringfence.worker")).isEqualTo("true");
        assertThat(System.getProperty("handed.option")).isEqualTo("with a \"quote\"");
        assertThat(System.getProperty("handed.later")).isEqualTo("set by main");
        assertThat(System.getenv("HANDED_VARIABLE")).isEqualTo("a value");
        assertThat(Path.of("").toAbsolutePath().getFileName()).hasToString("here");
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(200L << 20);
        assertThat(OnlyInTheWorker.answer()).isEqualTo(42);
    }
}
