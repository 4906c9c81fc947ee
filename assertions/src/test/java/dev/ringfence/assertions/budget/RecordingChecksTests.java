package dev.ringfence.assertions.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.jupiter.RecordingCheck;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class RecordingChecksTests {

    @Test
    void the_harness_finds_each_check() {
        assertThat(ServiceLoader.load(RecordingCheck.class))
                .extracting(check -> (Object) check.getClass())
                .contains(FdLeakCheck.class, FdBudgetCheck.class, SyscallBudgetCheck.class, BudgetedCheck.class);
    }
}
