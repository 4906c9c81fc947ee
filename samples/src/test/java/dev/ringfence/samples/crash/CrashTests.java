package dev.ringfence.samples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A death fails the test that died, and no other. */
class CrashTests {
    private static final Pattern CRASH_REPORT = Pattern.compile("(/\\S+/hs_err_pid\\d+\\.log)");

    @Test
    void blames_the_test_that_halts() {
        assertThat(deathIn(HaltTestCase.class, "b_halts"))
                .startsWith("the forked JVM died here: it exited with code 3\n");
    }

    @Test
    void blames_the_test_that_exits() {
        assertThat(deathIn(ExitTestCase.class, "b_exits"))
                .startsWith("the forked JVM died here: it exited with code 4\n");
    }

    @Test
    void blames_the_test_that_is_killed() {
        assertThat(deathIn(SigkillTestCase.class, "b_is_killed"))
                .startsWith("the forked JVM died here: it was killed by SIGKILL\n");
    }

    @Test
    void blames_the_test_that_crashes_and_shows_the_last_output() throws IOException {
        String message = deathIn(SegmentationFaultTestCase.class, "b_crashes");

        assertThat(message)
                .startsWith("the forked JVM died here: it was killed by SIGABRT\n")
                .contains("SIGSEGV", "(sent by kill)", "hs_err_pid");
        Matcher report = CRASH_REPORT.matcher(message);
        assertThat(report.find()).as("a crash report in %s", message).isTrue();
        Files.delete(Path.of(report.group(1)));
    }

    @Test
    void blames_the_test_that_fills_the_heap() {
        assertThat(deathIn(OutOfMemoryTestCase.class, "b_fills_the_heap")).contains("Java heap space");
    }

    @Test
    void blames_the_test_that_overflows_the_stack() {
        deathIn(StackOverflowTestCase.class, "b_overflows_the_stack");
    }

    @Test
    void blames_the_test_whose_tracer_is_lost_and_starts_another() {
        assertThat(deathIn(KilledTracerTestCase.class, "b_kills_the_tracer"))
                .startsWith("the tracer is lost: it was ended by signal 9");
    }

    /** Runs the class, checks that its other two tests pass, and returns the message of the one that does not. */
    private static String deathIn(Class<?> type, String method) {
        List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE).of(type);

        assertThat(verdicts)
                .extracting(verdict -> verdict.test().getDisplayName())
                .containsExactly("a_runs_before()", method + "()", "c_runs_after()");
        assertThat(verdicts).extracting(Verdict::isSuccessful).containsExactly(true, false, true);
        return String.valueOf(verdicts.get(1).thrown().getMessage());
    }
}
