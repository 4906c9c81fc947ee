package dev.ringfence.assertions.budget;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static dev.ringfence.assertions.testing.ThreadBuilder.thread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.assertions.NoThreadLeak;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.StartedHere;
import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.assertions.testing.TestContext;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

class ThreadLeakCheckTests {
    private static final Recording CLEAN =
            recording("window 1").around(states(), states()).build();
    private static final Recording LEAKS = recording("window 1")
            .around(states(), states().thread(5110, "poller-7", 1200))
            .leaves(thread(5110, "poller-7", 1200)
                    .startedAt("com.example.Poller", "start", 21)
                    .isIn("com.example.Poller", "poll", 33))
            .build();

    private final ThreadLeakCheck check = new ThreadLeakCheck();

    private static StateBuilder states() {
        return state().captured(SnapshotPart.THREAD_ORIGINS);
    }

    static class PollerTestCase {
        @NoThreadLeak
        void polls() {}

        void unjudged() {}

        @NoThreadLeak(confirm = false)
        void once() {}

        @NoThreadLeak(rounds = 30)
        void often() {}

        @NoThreadLeak(except = "poller-*", because = "the next test polls, too")
        void excepted() {}

        @NoThreadLeak(except = "poller-*")
        void withoutBecause() {}

        @NoThreadLeak(except = " ", because = "kept")
        void blank() {}

        @NoThreadLeak(rounds = -1)
        void negative() {}

        @NoThreadLeak(confirm = false, rounds = 3)
        void contradicting() {}
    }

    @Test
    void passes_a_test_whose_threads_have_ended() {
        assertThatCode(() -> check.check(CLEAN, context("polls"))).doesNotThrowAnyException();
    }

    @Test
    void suspects_a_test_that_leaves_a_thread_running() {
        SuspicionError error = catchThrowableOfType(SuspicionError.class, () -> check.check(LEAKS, context("polls")));

        assertThat(error).hasMessage("""
                        Expecting no thread to be left running by polls(), but 1 was:

                          "poller-7" (tid 5110)  in com.example.Poller.poll(Poller.java:33)   started by "main" (tid 5101) 3 ms into the test
                                 at com.example.Poller.start(Poller.java:21)

                        threads 2 before, 3 after · not confirmed by more runs
                        allow it:     @NoThreadLeak(except = "poller-*", because = "…")
                        reproduce:    mvn test -Dtest=PollerTestCase#polls -Dringfence.rounds=20""").hasCauseInstanceOf(StartedHere.class);
        assertThat(error.suspicion().key()).isEqualTo("@NoThreadLeak");
        assertThat(error.suspicion().rounds()).isZero();
    }

    @Test
    void fails_at_once_without_confirm() {
        assertThatThrownBy(() -> check.check(LEAKS, context("once")))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("judged by one run")
                .hasCauseInstanceOf(StartedHere.class);
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
                .containsExactly(
                        entry("ringfence.allowed.no-thread-leak", "1 allowed because the next test polls, too"));
    }

    @Test
    void cannot_tell_where_threads_were_not_captured() {
        Recording recording = recording("window 1").around(state(), state()).build();

        assertThatThrownBy(() -> check.check(recording, context("once")))
                .isInstanceOf(CannotTellError.class)
                .hasMessage("cannot tell: thread-origins was not captured around once(); capture it with"
                        + " @Traced(snapshot = SnapshotPart.THREAD_ORIGINS)");
    }

    @Test
    void has_threads_captured_where_it_is_asked() {
        assertThat(check.needs(context("polls"))).isEqualTo(Needs.captured(Set.of(SnapshotPart.THREAD_ORIGINS)));
        assertThat(check.needs(context("unjudged"))).isEqualTo(Needs.nothing());
        assertThatCode(() -> check.check(LEAKS, context("unjudged"))).doesNotThrowAnyException();
    }

    @Test
    void is_made_where_the_configuration_asks_for_it() {
        TestContext context = context("unjudged").configured("ringfence.checks", "no-thread-leak");

        assertThatThrownBy(() -> check.check(LEAKS, context)).isInstanceOf(SuspicionError.class);
        assertThat(check.needs(context).captured()).contains(SnapshotPart.THREAD_ORIGINS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "withoutBecause | must give a because for except but was: \"\"",
                "blank | must not have a blank pattern in except but was: {\" \"}",
                "negative | must not have negative rounds but was: -1",
                "contradicting | must not have rounds without confirm but was: 3"
            })
    void refuses_misuse_before_anything_runs(String method, String rule) {
        assertThatThrownBy(() -> check.needs(context(method)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@NoThreadLeak on method [void " + PollerTestCase.class.getName() + "." + method + "()] "
                        + rule);
    }

    private static TestContext context(String method) {
        return TestContext.of(PollerTestCase.class, method);
    }
}
