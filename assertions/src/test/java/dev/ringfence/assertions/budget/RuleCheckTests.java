package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.CallBuilder.open;
import static dev.ringfence.assertions.testing.Failures.cannotTell;
import static dev.ringfence.assertions.testing.Failures.failure;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.assertions.NoExec;
import dev.ringfence.assertions.WritesOnlyUnder;
import dev.ringfence.assertions.error.CalledHere;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCheckTests {
    private static final int O_WRONLY = 1;
    private static final Recording WRITES = recording("window 1")
            .with(
                    open(5, "/data/out/a", O_WRONLY),
                    open(6, "/data/log/app.log", O_WRONLY).from("com.example.Store", "save", 40))
            .build();

    private final RuleCheck<WritesOnlyUnder> writes = new WritesOnlyUnderCheck();
    private final RuleCheck<NoExec> exec = new NoExecCheck();

    static class StoreTestCase {
        @WritesOnlyUnder("/data")
        void saves() {}

        @WritesOnlyUnder("/data/out")
        void logs() {}

        @WritesOnlyUnder(
                value = {"/data/out", "/tmp"},
                except = "/data/spool/*",
                because = "the printer reads them")
        void prints() {}

        @WritesOnlyUnder(value = "/data/out", except = "/data/log/*", because = "the log is no result")
        void excepted() {}

        @Hermetic
        void composed() {}

        void unjudged() {}

        @WritesOnlyUnder({})
        void ofNothing() {}

        @WritesOnlyUnder({"/data", " "})
        void blank() {}

        @WritesOnlyUnder(value = "/data", except = "", because = "kept")
        void blankExcept() {}

        @WritesOnlyUnder(value = "/data", except = "/tmp", because = " ")
        void withoutBecause() {}
    }

    @WritesOnlyUnder("/data/out")
    @NoExec
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hermetic {}

    @WritesOnlyUnder("/data/out")
    static class AnnotatedTestCase {
        void inherits() {}

        @WritesOnlyUnder("/data")
        void overrides() {}

        static class NestedTestCase {
            void inherits() {}
        }
    }

    static class InheritingTestCase extends AnnotatedTestCase {
        void more() {}
    }

    // --- Judging ---

    @Test
    void passes_what_keeps_to_the_rule() {
        TestContext context = context("saves");

        assertThatCode(() -> writes.check(WRITES, context)).doesNotThrowAnyException();
        assertThat(context.reported()).isEmpty();
    }

    @Test
    void fails_with_the_annotation_that_would_allow_it() {
        assertThat(failure(() -> writes.check(WRITES, context("logs"))))
                .hasMessage("""
                        Expecting logs() to write only under "/data/out", but 1 file elsewhere was changed:

                          1.000 ms  "main" (tid 5101)  openat("/data/log/app.log", O_WRONLY) = 6
                                 at com.example.Store.save(Store.java:40)

                        allow it:     @WritesOnlyUnder(value = "/data/out", except = "/data/log/app.log", because = "…")
                        reproduce:    mvn test -Dtest=StoreTestCase#logs""")
                .hasCauseInstanceOf(CalledHere.class)
                .satisfies(error -> assertThat(error.getExpected().getValue()).isEqualTo("\"/data/out\""))
                .satisfies(error -> assertThat(error.getActual().getValue()).isEqualTo(List.of("/data/log/app.log")));
    }

    @Test
    void names_what_asks_where_it_is_not_the_annotation_itself() {
        assertThat(failure(() -> writes.check(WRITES, context("composed"))))
                .hasMessageContaining("because = \"…\"), which overrides @Hermetic on the method\n");
        assertThat(failure(() -> writes.check(WRITES, configured("unjudged", "writes-only-under=/data/out"))))
                .hasMessageContaining("because = \"…\"), which overrides ringfence.checks\n");
        assertThat(failure(() -> writes.check(WRITES, context("logs")))).hasMessageContaining("because = \"…\")\n");
    }

    @Test
    void keeps_what_is_allowed_already_in_what_would_allow_it() {
        assertThat(failure(() -> writes.check(WRITES, context("prints"))))
                .hasMessageContaining(
                        "@WritesOnlyUnder(value = {\"/data/out\", \"/tmp\"}, except = {\"/data/spool/*\", "
                                + "\"/data/log/app.log\"}, because = \"the printer reads them\")\n");
    }

    @Test
    void passes_what_is_excepted_and_reports_it() {
        TestContext context = context("excepted");

        writes.check(WRITES, context);

        assertThat(context.reported())
                .containsExactly(
                        entry("ringfence.allowed.writes-only-under", "1 allowed because the log is no result"));
    }

    @Test
    void cannot_tell_where_the_recording_is_not_complete() {
        Recording gap = recording("window 1")
                .calls("openat", "/data/a")
                .gap(Concern.EVENTS, "12 events were dropped")
                .build();

        assertThat(cannotTell(() -> writes.check(gap, context("saves")))).contains("12 events were dropped");
    }

    @Test
    void cannot_tell_where_a_call_was_not_observed() {
        Recording unobserved = recording("window 1").notObserving("rename").build();

        assertThat(cannotTell(() -> writes.check(unobserved, context("saves"))))
                .startsWith("cannot tell: rename was not observed in saves()");
    }

    // --- Where it is asked for ---

    @Test
    void judges_nothing_that_nobody_asks_for() {
        assertThatCode(() -> writes.check(WRITES, context("unjudged"))).doesNotThrowAnyException();
        assertThat(writes.needs(context("unjudged"))).isEqualTo(Needs.nothing());
    }

    @Test
    void has_observed_what_it_needs() {
        assertThat(writes.needs(context("saves")).counted())
                .contains("openat", "renameat2", "unlinkat", "mkdirat", "truncate");
    }

    @Test
    void finds_annotations_on_others() {
        Recording executes =
                recording("window 1").executes(6000, "/bin/sh", List.of()).build();

        assertThat(failure(() -> writes.check(WRITES, context("composed")))).isNotNull();
        assertThat(failure(() -> exec.check(executes, context("composed"))))
                .hasMessageContaining("allow it:     @NoExec(except = \"/bin/sh\", because = \"…\")");
    }

    @Test
    void finds_the_annotation_of_the_class_and_of_those_that_it_extends_or_is_in() {
        List<TestContext> all = List.of(
                TestContext.of(AnnotatedTestCase.class, "inherits"),
                TestContext.of(AnnotatedTestCase.NestedTestCase.class, "inherits"),
                TestContext.of(InheritingTestCase.class, "more"));

        assertThat(all)
                .allSatisfy(context ->
                        assertThat(failure(() -> writes.check(WRITES, context))).isNotNull());
    }

    @Test
    void prefers_the_annotation_of_the_method() {
        assertThatCode(() -> writes.check(WRITES, TestContext.of(AnnotatedTestCase.class, "overrides")))
                .doesNotThrowAnyException();
    }

    // --- Configuration ---

    private static TestContext configured(String method, String checks) {
        return context(method).configured("ringfence.checks", checks);
    }

    @Test
    void is_made_where_the_configuration_asks_for_it() {
        TestContext context = configured("unjudged", "no-exec, writes-only-under=/data/out, writes-only-under=/tmp");

        assertThat(failure(() -> writes.check(WRITES, context)))
                .hasMessageContaining(
                        "Expecting unjudged() to write only under \"/data/out\" or \"/tmp\", but 1 file elsewhere was changed:")
                .hasMessageContaining("allow it:     @WritesOnlyUnder(value = {\"/data/out\", \"/tmp\"}, "
                        + "except = \"/data/log/app.log\", because = \"…\")");
        assertThat(writes.needs(context).counted()).contains("openat");
    }

    @Test
    void is_asked_by_the_annotation_before_the_configuration() {
        assertThatCode(() -> writes.check(WRITES, configured("saves", "writes-only-under=/tmp")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "writes-only-under | must give writes-only-under a value, as in writes-only-under=VALUE, but gave none",
                "writes-only-under= | must give writes-only-under a value, as in writes-only-under=VALUE, but gave none",
                "no-exec=git | must give no-exec no value but was \"no-exec=git\""
            })
    void refuses_a_faulty_configuration_before_anything_runs(String checks, String rule) {
        TestContext context = configured("unjudged", checks);

        assertThatThrownBy(() -> {
                    writes.needs(context);
                    exec.needs(context);
                })
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("ringfence.checks " + rule);
    }

    // --- Misuse ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ofNothing | must give a value but was: {}",
                "blank | must not have a blank pattern in value but was: {\"/data\", \" \"}",
                "blankExcept | must not have a blank pattern in except but was: {\"\"}",
                "withoutBecause | must give a because for except but was: \" \""
            })
    void refuses_misuse_before_anything_runs(String method, String rule) {
        assertThatThrownBy(() -> writes.needs(context(method)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@WritesOnlyUnder on method [void " + StoreTestCase.class.getName() + "." + method + "()] "
                        + rule);
    }

    private static TestContext context(String method) {
        return TestContext.of(StoreTestCase.class, method);
    }
}
