package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.Traced;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Its second test is killed with SIGSEGV from outside, which HotSpot takes for a crash in native code: it writes its hs_err file into the working directory and aborts. The tests before and after it are innocent. */
@Traced
@TestMethodOrder(MethodOrderer.MethodName.class)
public class SegmentationFaultTestCase {

    @Test
    void a_runs_before() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void b_crashes() throws Exception {
        OwnProcess.kill("SEGV");
    }

    @Test
    void c_runs_after() {
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
}
