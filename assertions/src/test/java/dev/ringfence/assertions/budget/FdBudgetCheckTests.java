package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.assertions.FdBudget;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.recording.Completeness.Concern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

class FdBudgetCheckTests {
    private final FdBudgetCheck check = new FdBudgetCheck();

    @FdBudget(peak = 1)
    static class ReadsTestCase {
        void reads() {}

        @FdBudget(peak = 2)
        void readsMore() {}

        @FdBudget(peak = -1)
        void negative() {}
    }

    static class UnjudgedTestCase {
        void reads() {}
    }

    @Test
    void passes_up_to_the_peak() {
        assertThatCode(() -> check.check(open(1).build(), context("reads"))).doesNotThrowAnyException();
        assertThatCode(() -> check.check(open(2).build(), context("readsMore"))).doesNotThrowAnyException();
    }

    @Test
    void fails_beyond_the_peak() {
        assertThatThrownBy(() -> check.check(open(2).build(), context("reads")))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        Expecting at most 1 descriptor to be open at once in reads(), but 2 were:

                          at 1 ms:
                          2 from  com.example.UploadService.store(UploadService.java:57)

                        allow it:     @FdBudget(peak = 2)""");
    }

    @Test
    void cannot_tell_where_the_recording_is_not_complete() {
        assertThatThrownBy(() -> check.check(
                        open(1).gap(Concern.DESCRIPTORS, "io_uring was set up").build(), context("reads")))
                .isInstanceOf(CannotTellError.class);
    }

    @Test
    void cannot_tell_where_opening_was_not_observed() {
        assertThatThrownBy(() -> check.check(open(1).notObserving("openat").build(), context("reads")))
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith("cannot tell: openat was not observed in reads()");
    }

    @Test
    void judges_nothing_without_the_annotation() {
        TestContext context = TestContext.of(UnjudgedTestCase.class, "reads");

        assertThatCode(() -> check.check(open(9).build(), context)).doesNotThrowAnyException();
        assertThat(check.observes(context.elements())).isEmpty();
        assertThat(check.observes(context("reads").elements())).contains("openat", "close");
    }

    @Test
    void refuses_a_negative_peak() {
        assertThatThrownBy(() -> check.observes(context("negative").elements()))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@FdBudget on method [void " + ReadsTestCase.class.getName()
                        + ".negative()] must not have a negative peak but was: -1");
    }

    private static RecordingBuilder open(int number) {
        RecordingBuilder builder = recording("window 1");
        for (int fd = 10; fd < 10 + number; fd++) builder.opens(fd, "/a").closed();
        return builder.peak(number);
    }

    private static TestContext context(String method) {
        return TestContext.of(ReadsTestCase.class, method);
    }
}
