package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Its second test ends the JVM with {@code Runtime.halt(3)}: no shutdown hook runs. The tests before and after it are innocent. */
@Traced
@TestMethodOrder(MethodOrderer.MethodName.class)
public class HaltTestCase {

    @Test
    void a_runs_before() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void b_halts() {
        Runtime.getRuntime().halt(3);
    }

    @Test
    void c_runs_after() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
}
