package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.Families;
import dev.ringfence.assertions.SyscallBudget;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

class SyscallBudgetCheckTests {
    private final SyscallBudgetCheck check = new SyscallBudgetCheck();

    @SyscallBudget(family = "opens", atMost = 1)
    @SyscallBudget(family = "stats", atMost = 0)
    static class StartsTestCase {
        void starts() {}

        @SyscallBudget(family = "opens", atMost = 4)
        void startsSlowly() {}

        @SyscallBudget(family = "open", atMost = 4)
        void unknown() {}

        @SyscallBudget(family = "opens", atMost = -4)
        void negative() {}

        @SyscallBudget(family = "opens", atMost = 4)
        @SyscallBudget(family = "opens", atMost = 5)
        void twice() {}
    }

    static class UnjudgedTestCase {
        void starts() {}
    }

    @Test
    void passes_up_to_the_number() {
        assertThatCode(() -> check.check(opens(1), context("starts"))).doesNotThrowAnyException();
        assertThatCode(() -> check.check(opens(4), context("startsSlowly"))).doesNotThrowAnyException();
    }

    @Test
    void fails_beyond_the_number() {
        assertThatThrownBy(() -> check.check(opens(2), context("starts")))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        Expecting at most 1 call of opens() in starts(), but there were 2:

                          0.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0
                          1.000 ms  "main" (tid 5101)  openat("/etc/app.conf", O_RDONLY) = 0

                        by call:      openat 2
                        allow it:     @SyscallBudget(family = "opens", atMost = 2)""");
    }

    @Test
    void keeps_the_budgets_of_other_families_where_the_method_has_its_own() {
        Recording stats = recording("window 1")
                .observing(Families.stats())
                .calls("statx", "/a")
                .build();

        assertThatThrownBy(() -> check.check(stats, context("startsSlowly")))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Expecting no call of stats() in startsSlowly(), but there was 1:");
    }

    @Test
    void cannot_tell_where_calls_may_be_missing() {
        Recording gap = recording("window 1")
                .observing(Families.stats())
                .gap(Concern.COUNTS, "the tracer lost 3 stops")
                .build();

        assertThatThrownBy(() -> check.check(gap, context("starts"))).isInstanceOf(CannotTellError.class);
    }

    @Test
    void cannot_tell_where_a_call_was_not_observed() {
        assertThatThrownBy(() -> check.check(recording("window 1").build(), context("starts")))
                .isInstanceOf(CannotTellError.class)
                .hasMessageContaining("observe them with @Traced(observe = \"stats\")");
    }

    @Test
    void has_its_families_observed() {
        assertThat(check.observes(context("starts").elements()))
                .containsExactlyInAnyOrder(
                        "open", "openat", "openat2", "creat", "stat", "lstat", "fstat", "newfstatat", "statx");
    }

    @Test
    void judges_nothing_without_the_annotation() {
        TestContext context = TestContext.of(UnjudgedTestCase.class, "starts");

        assertThatCode(() -> check.check(opens(9), context)).doesNotThrowAnyException();
        assertThat(check.observes(context.elements())).isEmpty();
    }

    @Test
    void refuses_an_unknown_family_and_suggests_the_nearest() {
        assertMisuse(
                "unknown",
                "must name a family of system calls but did not: \"open\" is not a family of system calls; did you mean \"opens\"?");
    }

    @Test
    void refuses_a_negative_number() {
        assertMisuse("negative", "must not have a negative atMost but was: -4");
    }

    @Test
    void refuses_two_numbers_for_one_family() {
        assertMisuse("twice", "must give one budget for a family but was: atMost = 4 and atMost = 5 for \"opens\"");
    }

    private void assertMisuse(String method, String rule) {
        assertThatThrownBy(() -> check.observes(context(method).elements()))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@SyscallBudget on method [void " + StartsTestCase.class.getName() + "." + method + "()] "
                        + rule);
    }

    private static Recording opens(int number) {
        var builder = recording("window 1").observing(Families.stats());
        for (int i = 0; i < number; i++) builder.calls("openat", "/etc/app.conf");
        return builder.build();
    }

    private static TestContext context(String method) {
        return TestContext.of(StartsTestCase.class, method);
    }
}
