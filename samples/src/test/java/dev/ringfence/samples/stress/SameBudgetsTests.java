package dev.ringfence.samples.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is locked does not depend on what else the machine does. */
class SameBudgetsTests {
    @TempDir
    Path directory;

    @Test
    void two_runs_with_every_core_busy_lock_the_same() throws Exception {
        String idle = locked("idle");
        try (Load load = Load.onEveryCore()) {
            assertThat(load.burners()).isPositive();
            assertThat(locked("first")).isEqualTo(idle);
            assertThat(locked("second")).isEqualTo(idle);
        }
        assertThat(idle)
                .contains(
                        "#starts_a_child() processes 1",
                        "#writes_files() unlinks 3",
                        "#serves() connects 2",
                        "#reads_in_threads() peak-descriptors 3");
    }

    private String locked(String name) throws Exception {
        Path file = directory.resolve(name + ".budgets");
        List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE)
                .configured("ringfence.budgets.mode", "new")
                .configured("ringfence.budgets.file", file.toString())
                .configured("ringfence.budgets.profile", "here")
                .configured("ringfence.report.dir", "")
                .of(CostsTestCase.class);
        assertThat(verdicts).hasSize(4).allMatch(Verdict::isSuccessful);
        return Files.readString(file);
    }
}
