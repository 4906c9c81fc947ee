package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/* Lesson 7, wrong: a pool whose bound nobody will ever reach is a leak with a nicer name. */
@Traced
class S07FillingPoolTestCase {
    private static final FilePool POOL = new FilePool(Path.of("/etc/passwd"), 100_000);

    @Test
    @NoFdLeak
    void borrows_a_member() throws IOException {
        FileChannel member = POOL.borrow();
        assertThat(member.isOpen()).isTrue();
        POOL.giveBack(member);
    }
}
