package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.MemoryBudget;
import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Recording;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBudgetCheckTests {
    private static final Site RESIDENT = new Site("resident memory", "resident memory");
    private static final Site FAULTS = new Site("major page faults", "major page faults");

    private final MemoryBudgetCheck check = new MemoryBudgetCheck();

    @MemoryBudget(growsAtMost = 4096, majorFaultsAtMost = 2)
    static class CacheTestCase {
        void caches() {}

        @MemoryBudget(growsAtMost = 8192)
        void overrides() {}

        @MemoryBudget(majorFaultsAtMost = 0)
        void neverWaits() {}

        @MemoryBudget
        void unlimited() {}

        @MemoryBudget(growsAtMost = -1)
        void negative() {}

        @MemoryBudget(majorFaultsAtMost = -2)
        void negativeFaults() {}
    }

    static class UnjudgedTestCase {
        void caches() {}
    }

    private static Recording uses(int kilobytes, int faults) {
        StateBuilder closed = state().with("stat", "4194560 0 0 0 0 ", "4194560 0 0 " + faults + " 0 ");
        StateBuilder settled = state().with("status", "VmRSS:\t100000 kB", "VmRSS:\t" + (100_000 + kilobytes) + " kB");
        return recording("window 1").around(state(), closed, settled).build();
    }

    private SuspicionError suspicion(Recording recording, String method) {
        return catchThrowableOfType(SuspicionError.class, () -> check.check(recording, context(method)));
    }

    @Test
    void passes_up_to_the_limits() {
        assertThatCode(() -> check.check(uses(4, 2), context("caches"))).doesNotThrowAnyException();
        assertThatCode(() -> check.check(uses(8, 99), context("overrides"))).doesNotThrowAnyException();
        assertThatCode(() -> check.check(uses(999, 0), context("neverWaits"))).doesNotThrowAnyException();
    }

    @Test
    void suspects_what_is_beyond_each_limit_by_itself() {
        SuspicionError both = suspicion(uses(8, 3), "caches");

        assertThat(both).hasMessage("""
                        Expecting caches() to keep its memory budget, but 2 limits were exceeded:

                          resident memory: 8192 bytes more
                          major page faults: 3

                        not confirmed by more runs
                        allow it:     @MemoryBudget(growsAtMost = 8192, majorFaultsAtMost = 3)
                        reproduce:    mvn test -Dtest=CacheTestCase#caches -Dringfence.rounds=20""");
        assertThat(both.suspicion().key()).isEqualTo("@MemoryBudget");
        assertThat(both.suspicion().growth().bySite()).containsOnlyKeys(RESIDENT, FAULTS);
        assertThat(suspicion(uses(4, 3), "caches").suspicion().growth().bySite())
                .containsOnlyKeys(FAULTS);
    }

    @Test
    void fails_by_the_limit_that_more_runs_confirm_and_keeps_the_other() {
        SuspicionError both = suspicion(uses(8, 3), "caches");

        assertThat(both.suspicion().failure(new SeriesVerdict.Leak(Set.of(RESIDENT), 12, 12)))
                .hasMessage("""
                        Expecting caches() to keep its memory budget, but 1 limit was exceeded:

                          resident memory: 8192 bytes more

                        confirmed: 12 of 12 more runs left more of the same
                        allow it:     @MemoryBudget(growsAtMost = 8192, majorFaultsAtMost = 2)
                        reproduce:    mvn test -Dtest=CacheTestCase#caches -Dringfence.rounds=20""");
        assertThat(suspicion(uses(9999, 1), "neverWaits"))
                .hasMessageContaining("@MemoryBudget(majorFaultsAtMost = 1)\n");
    }

    @Test
    void cannot_tell_where_what_is_limited_could_not_be_read() {
        Recording denied = recording("window 1")
                .around(state(), state().failed("stat", "/proc/5100/stat: permission denied"), state())
                .build();
        Recording old = recording("window 1").build();

        assertThat(cannotTell(() -> check.check(denied, context("caches"))))
                .isEqualTo("cannot tell whether caches() kept its memory budget: /proc/5100/stat: permission denied");
        assertThatCode(() -> check.check(denied, context("overrides"))).doesNotThrowAnyException();
        assertThat(cannotTell(() -> check.check(old, context("caches"))))
                .startsWith("cannot tell: what /proc said around caches() is not in the recording");
    }

    @Test
    void judges_nothing_without_the_annotation_and_needs_nothing() {
        assertThatCode(() -> check.check(uses(9999, 99), TestContext.of(UnjudgedTestCase.class, "caches")))
                .doesNotThrowAnyException();
        assertThat(check.needs(context("caches"))).isEqualTo(Needs.nothing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unlimited | must limit growsAtMost or majorFaultsAtMost but does not",
                "negative | must not have a negative growsAtMost but was: -1",
                "negativeFaults | must not have a negative majorFaultsAtMost but was: -2"
            })
    void refuses_misuse_before_anything_runs(String method, String rule) {
        assertThatThrownBy(() -> check.needs(context(method)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@MemoryBudget on method [void " + CacheTestCase.class.getName() + "." + method + "()] "
                        + rule);
    }

    private static TestContext context(String method) {
        return TestContext.of(CacheTestCase.class, method);
    }
}
