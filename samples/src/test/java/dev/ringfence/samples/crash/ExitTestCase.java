package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Its second test calls {@code System.exit(4)}, as a command line parser does when it meets an unknown option. The tests before and after it are innocent. */
@Traced
@TestMethodOrder(MethodOrderer.MethodName.class)
public class ExitTestCase {

    @Test
    void a_runs_before() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void b_exits() {
        System.exit(4);
    }

    @Test
    void c_runs_after() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
}
