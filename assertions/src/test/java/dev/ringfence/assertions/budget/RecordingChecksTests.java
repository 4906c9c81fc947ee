package dev.ringfence.assertions.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.jupiter.RecordingCheck;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class RecordingChecksTests {

    @Test
    void the_harness_finds_each_check_by_the_name_of_its_annotation() {
        assertThat(ServiceLoader.load(RecordingCheck.class))
                .extracting(RecordingCheck::name)
                .containsExactlyInAnyOrder(
                        "no-fd-leak",
                        "fd-budget",
                        "syscall-budget",
                        "budgeted",
                        "no-network",
                        "no-name-resolution",
                        "connects-only-to",
                        "listens-only-on",
                        "no-exec",
                        "no-child-left",
                        "no-fd-leak-into-programs",
                        "no-privileged-call",
                        "reads-only-under",
                        "writes-only-under",
                        "no-temporary-files-left",
                        "denied-nothing",
                        "no-double-close",
                        "no-slow-call",
                        "no-thread-leak",
                        "keeps-process-state",
                        "no-zombie-left",
                        "no-listener-left",
                        "no-close-wait-left",
                        "no-mapping-left",
                        "memory-budget");
    }

    @Test
    void all_but_budgets_can_be_configured() {
        assertThat(ServiceLoader.load(RecordingCheck.class))
                .filteredOn(check -> !check.isConfigurable())
                .extracting(RecordingCheck::name)
                .containsExactlyInAnyOrder("fd-budget", "syscall-budget", "memory-budget", "budgeted");
    }
}
