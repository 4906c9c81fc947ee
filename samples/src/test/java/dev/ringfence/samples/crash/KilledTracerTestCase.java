package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Its second test kills the tracer, and dies with it. The tests before and after it are innocent. */
@Traced
@TestMethodOrder(MethodOrderer.MethodName.class)
public class KilledTracerTestCase {

    @Test
    void a_runs_before() {
        assertThat(OwnProcess.tracer()).isPositive();
    }

    @Test
    void b_kills_the_tracer() {
        ProcessHandle.of(OwnProcess.tracer()).orElseThrow().destroyForcibly();
        while (true) LockSupport.park();
    }

    @Test
    void c_runs_after() {
        assertThat(OwnProcess.tracer()).isPositive();
    }
}
