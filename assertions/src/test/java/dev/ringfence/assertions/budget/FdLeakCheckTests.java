package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.assertions.NoFdLeak;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.OpenedHere;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

class FdLeakCheckTests {
    private static final Recording CLEAN =
            recording("window 1").opens(41, "/tmp/a").closed().build();
    private static final Recording LEAKS = recording("window 1")
            .opens(40, "/tmp/a")
            .closed()
            .opens(41, "/tmp/upload-7731")
            .neverClosed()
            .build();

    private final FdLeakCheck check = new FdLeakCheck();

    static class UploadServiceTestCase {
        @NoFdLeak
        void uploads() {}

        void unjudged() {}

        @NoFdLeak(confirm = false)
        void once() {}

        @NoFdLeak(rounds = 30)
        void often() {}

        @NoFdLeak(except = "/tmp/upload-*", because = "the next test reads it")
        void excepted() {}

        @Clean
        void composed() {}

        @NoFdLeak(except = "/tmp/*")
        void withoutBecause() {}

        @NoFdLeak(
                except = {"/tmp/*", " "},
                because = "kept")
        void blank() {}

        @NoFdLeak(rounds = -1)
        void negative() {}

        @NoFdLeak(confirm = false, rounds = 3)
        void contradicting() {}
    }

    @NoFdLeak
    @Retention(RetentionPolicy.RUNTIME)
    @interface Clean {}

    @NoFdLeak(confirm = false)
    static class AnnotatedTestCase {
        void uploads() {}

        @NoFdLeak
        void confirmed() {}

        static class NestedTestCase {
            void uploads() {}
        }
    }

    static class InheritingTestCase extends AnnotatedTestCase {
        void more() {}
    }

    // --- Judging ---

    @Test
    void passes_a_test_that_closes_all() {
        assertThatCode(() -> check.check(CLEAN, context("uploads"))).doesNotThrowAnyException();
    }

    @Test
    void suspects_a_test_that_leaves_one_of_two_open() {
        SuspicionError error = catchThrowableOfType(SuspicionError.class, () -> check.check(LEAKS, context("uploads")));

        assertThat(error).hasMessage("""
                        Expecting no descriptor to be left open by uploads(), but 1 was:

                          fd 41  /tmp/upload-7731   opened by "main" (tid 5101) 1 ms into the test, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 2, closes 1 · not confirmed by more runs
                        allow it:     @NoFdLeak(except = "/tmp/upload-*", because = "…")
                        reproduce:    mvn test -Dtest=UploadServiceTestCase#uploads -Dringfence.rounds=20""").hasCauseInstanceOf(OpenedHere.class);
        assertThat(error.suspicion().key()).isEqualTo("@NoFdLeak");
        assertThat(error.suspicion().rounds()).isZero();
        assertThat(error.suspicion().growth().bySite()).hasSize(1);
    }

    @Test
    void fails_at_once_without_confirm() {
        assertThatThrownBy(() -> check.check(LEAKS, context("once")))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("judged by one run")
                .hasCauseInstanceOf(OpenedHere.class);
    }

    @Test
    void asks_for_as_many_rounds_as_the_annotation_says() {
        assertThat(catchThrowableOfType(SuspicionError.class, () -> check.check(LEAKS, context("often")))
                        .suspicion()
                        .rounds())
                .isEqualTo(30);
    }

    @Test
    void passes_what_is_excepted_and_reports_it() {
        TestContext context = context("excepted");

        check.check(LEAKS, context);

        assertThat(context.reported())
                .containsExactly(entry("ringfence.allowed-descriptors", "1 left open because the next test reads it"));
    }

    @Test
    void cannot_tell_where_the_recording_is_not_complete() {
        Recording gap = recording("window 1")
                .gap(Concern.DESCRIPTORS, "io_uring was set up")
                .build();

        assertThatThrownBy(() -> check.check(gap, context("uploads")))
                .isInstanceOf(CannotTellError.class)
                .hasMessageContaining("io_uring was set up");
    }

    @Test
    void cannot_tell_where_closing_was_not_observed() {
        Recording unobserved = recording("window 1").notObserving("close").build();

        assertThatThrownBy(() -> check.check(unobserved, context("uploads")))
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith("cannot tell: close was not observed in uploads()");
    }

    // --- Where the annotation is found ---

    @Test
    void judges_nothing_without_the_annotation() {
        TestContext context = context("unjudged");

        assertThatCode(() -> check.check(LEAKS, context)).doesNotThrowAnyException();
        assertThat(check.needs(context).counted()).isEmpty();
    }

    @Test
    void finds_a_meta_annotation() {
        assertThatThrownBy(() -> check.check(LEAKS, context("composed"))).isInstanceOf(SuspicionError.class);
    }

    @Test
    void finds_the_annotation_of_the_class_and_of_those_that_enclose_it() {
        assertThatThrownBy(() -> check.check(LEAKS, TestContext.of(AnnotatedTestCase.class, "uploads")))
                .isExactlyInstanceOf(AssertionFailedError.class);
        assertThatThrownBy(() -> check.check(LEAKS, TestContext.of(AnnotatedTestCase.NestedTestCase.class, "uploads")))
                .isExactlyInstanceOf(AssertionFailedError.class);
    }

    @Test
    void inherits_the_annotation_of_the_class() {
        assertThatThrownBy(() -> check.check(LEAKS, TestContext.of(InheritingTestCase.class, "more")))
                .isExactlyInstanceOf(AssertionFailedError.class);
    }

    @Test
    void prefers_the_annotation_of_the_method() {
        assertThatThrownBy(() -> check.check(LEAKS, TestContext.of(AnnotatedTestCase.class, "confirmed")))
                .isInstanceOf(SuspicionError.class);
    }

    @Test
    void has_opening_and_closing_observed() {
        assertThat(check.needs(context("uploads")).counted())
                .contains("openat", "close", "dup", "pipe2", "socket", "accept4", "epoll_create1");
    }

    @Test
    void is_made_where_the_configuration_asks_for_it() {
        TestContext context = context("unjudged").configured("ringfence.checks", "no-fd-leak");

        assertThatThrownBy(() -> check.check(LEAKS, context)).isInstanceOf(SuspicionError.class);
        assertThat(check.needs(context).counted()).contains("openat");
    }

    @Test
    void is_asked_by_the_annotation_before_the_configuration() {
        TestContext context = context("excepted").configured("ringfence.checks", "no-fd-leak");

        assertThatCode(() -> check.check(LEAKS, context)).doesNotThrowAnyException();
    }

    // --- Misuse ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "withoutBecause | must give a because for except but was: \"\"",
                "blank | must not have a blank pattern in except but was: {\"/tmp/*\", \" \"}",
                "negative | must not have negative rounds but was: -1",
                "contradicting | must not have rounds without confirm but was: 3"
            })
    void refuses_misuse_before_anything_runs(String method, String rule) {
        assertThatThrownBy(() -> check.needs(context(method)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@NoFdLeak on method [void " + UploadServiceTestCase.class.getName() + "." + method + "()] "
                        + rule);
    }

    @Test
    void refuses_a_faulty_configuration_before_anything_runs() {
        TestContext context = context("unjudged").configured("ringfence.checks", "no-fd-leak=yes");

        assertThatThrownBy(() -> check.needs(context))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("ringfence.checks must give no-fd-leak no value but was \"no-fd-leak=yes\"");
    }

    private static TestContext context(String method) {
        return TestContext.of(UploadServiceTestCase.class, method);
    }
}
