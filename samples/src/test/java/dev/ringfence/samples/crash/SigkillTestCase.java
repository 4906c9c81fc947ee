package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Its second test is killed with SIGKILL, as by the kernel when memory runs out. The tests before and after it are innocent. */
@Traced
@TestMethodOrder(MethodOrderer.MethodName.class)
public class SigkillTestCase {

    @Test
    void a_runs_before() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void b_is_killed() throws Exception {
        OwnProcess.kill("KILL");
    }

    @Test
    void c_runs_after() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
}
