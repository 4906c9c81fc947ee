package dev.ringfence.samples.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is locked does not depend on what else the machine does. */
class SameBudgetsTests {
    @TempDir
    Path directory;

    @Test
    void two_runs_with_every_core_busy_lock_the_same() throws Exception {
        LockedBudgets budgets = new LockedBudgets(directory);
        String idle = budgets.of("idle", CostsTestCase.class);
        try (Load load = Load.onEveryCore()) {
            assertThat(load.burners()).isPositive();
            assertThat(budgets.of("first", CostsTestCase.class)).isEqualTo(idle);
            assertThat(budgets.of("second", CostsTestCase.class)).isEqualTo(idle);
        }
        assertThat(idle)
                .contains(
                        "#starts_a_child() processes 1",
                        "#writes_files() unlinks 3",
                        "#serves() connects 2",
                        "#reads_in_threads() peak-descriptors 3");
    }

    @Test
    void what_a_class_loader_reads_is_not_the_tests() throws Exception {
        assertThat(new LockedBudgets(directory).of("loading", Samples.named("budgets.LoadingTestCase")))
                .contains(
                        "#loads_classes_of_a_directory() bytes-read 0\n",
                        "#loads_classes_of_a_jar() bytes-read 0\n",
                        "#loads_classes_of_the_jdk() bytes-read 0\n",
                        "#reads_a_class_file_itself() bytes-read 4\n",
                        "#reads_a_jar_of_the_class_path_itself() bytes-read 50\n");
    }
}
