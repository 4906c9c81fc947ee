package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoDoubleClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/*
 * Lesson 15: closed twice.
 *
 * Native code closes a file when it has read it, and again when it cleans up. The second close fails, and nobody looks at
 * the result of close. That is the good case. In the bad one another thread has just opened something: the kernel gives out
 * the lowest free number, so the second close hits that thread's file, or its connection to the database. The bad case comes
 * once a month in production; the second close comes every time, and that is what @NoDoubleClose judges.
 */
@Traced
class S15ClosedTwiceTestCase {
    /** A number that the kernel gives to nobody else, as it would the lowest. */
    private static final int FAR = 500;

    private static CLibrary library;

    @BeforeAll
    static void load() {
        library = CLibrary.load();
        library.close(library.open("/etc/passwd", 0));
    }

    @Test
    @NoDoubleClose
    void reads_a_file() {
        int fd = library.open("/etc/passwd", 0);
        assertThat(fd).isPositive();
        assertThat(library.close(fd)).isZero();
        library.close(fd);
    }

    /** The bad case: the number is a file of another thread by then. */
    @Test
    @NoDoubleClose
    void hits_a_file_of_another_thread() throws InterruptedException {
        opensFar("/etc/passwd");
        assertThat(library.close(FAR)).isZero();
        // It is not the program's, as a compiler's is not: its name says that it is the harness's.
        Thread other = new Thread(() -> opensFar("/etc/hosts"), "ringfence-other");
        other.start();
        other.join();
        assertThat(library.close(FAR)).isZero();
    }

    private static void opensFar(String file) {
        int fd = library.open(file, 0);
        library.dup2(fd, FAR);
        library.close(fd);
    }
}
