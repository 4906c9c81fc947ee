package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoDoubleClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/* Lesson 15, right: who has closed forgets the number. */
@Traced
class S15ClosedTwiceTests {
    private static final int NONE = -1;
    private static CLibrary library;

    private int fd = NONE;

    @BeforeAll
    static void load() {
        library = CLibrary.load();
        library.close(library.open("/etc/passwd", 0));
    }

    private void close() {
        if (fd == NONE) return;
        assertThat(library.close(fd)).isZero();
        fd = NONE;
    }

    @Test
    @NoDoubleClose
    void reads_a_file() {
        fd = library.open("/etc/passwd", 0);
        assertThat(fd).isPositive();
        close();
        close();
    }
}
