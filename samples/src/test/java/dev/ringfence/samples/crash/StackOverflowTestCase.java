package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Its second test recurses without end. The JVM survives it, so it is a failure like any other. The tests before and after it are innocent. */
@Traced
@TestMethodOrder(MethodOrderer.MethodName.class)
public class StackOverflowTestCase {

    @Test
    void a_runs_before() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void b_overflows_the_stack() {
        assertThat(depth(0)).isNegative();
    }

    @Test
    void c_runs_after() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @SuppressWarnings("InfiniteRecursion") // the point
    private static int depth(int above) {
        return depth(above + 1) + 1;
    }
}
