package dev.ringfence.samples.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import dev.ringfence.assertions.NoFdLeak;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/*
 * Lesson 7: a pool that fills is not a leak.
 *
 * A pool of four opens a member on each of the first four uses. Three runs that all grow look exactly like a leak; so do
 * the first runs of every cache. What tells them apart is the end: a pool gets full. So judging goes on while growth may
 * still end, to twelve runs unless ringfence.rounds says otherwise, and only growth that goes on to the end is a leak.
 */
@Traced(fork = Traced.Fork.OWN)
class S07FillingPoolTests {
    private static final FilePool POOL = new FilePool(Path.of("/etc/passwd"), 4);

    @Test
    @NoFdLeak
    void borrows_a_member() throws IOException {
        FileChannel member = POOL.borrow();
        assertThat(member.isOpen()).isTrue();
        POOL.giveBack(member);
    }
}
