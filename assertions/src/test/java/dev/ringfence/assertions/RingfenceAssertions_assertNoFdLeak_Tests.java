package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertNoFdLeak;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.CurrentRecorder;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.OpenedHere;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.assertions.testing.ScriptedRecorder;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Completeness.Concern;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class RingfenceAssertions_assertNoFdLeak_Tests {

    @AfterEach
    void endTheTest() {
        CurrentRecorder.set(null);
    }

    @Test
    void should_pass_if_the_test_has_closed_what_it_opened() {
        soFar(recording("uploads()").opens(41, "/tmp/a").closed());

        assertThatCode(() -> assertNoFdLeak()).doesNotThrowAnyException();
    }

    @Test
    void should_fail_if_one_of_two_is_open() {
        soFar(recording("uploads()")
                .opens(40, "/tmp/b")
                .closed()
                .opens(41, "/tmp/upload-7731")
                .neverClosed());

        SuspicionError error = catchThrowableOfType(SuspicionError.class, () -> assertNoFdLeak());

        assertThat(error).hasMessage("""
                        Expecting no descriptor to be left open by uploads(), but 1 was:

                          fd 41  /tmp/upload-7731   opened by "main" (tid 5101) 1 ms into the test, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 2, closes 1 · not confirmed by more runs
                        allow it:     assertThat(Recorder.current().soFar()).allowing("/tmp/upload-*", "…").hasNoFdLeak()
                        reproduce:    mvn test -Dtest=RingfenceAssertions_assertNoFdLeak_Tests#should_fail_if_one_of_two_is_open -Dringfence.rounds=20""").hasCauseInstanceOf(OpenedHere.class);
    }

    @Test
    void should_be_called_by_its_line_and_turn_in_every_run() {
        soFar(recording("uploads()").opens(41, "/tmp/a").neverClosed());
        List<String> firstRun = List.of(keyOfThisLine(), keyOfThisLine());
        soFar(recording("uploads()").opens(41, "/tmp/a").neverClosed());
        List<String> secondRun = List.of(keyOfThisLine(), keyOfThisLine());

        assertThat(secondRun).isEqualTo(firstRun);
        assertThat(firstRun.get(0))
                .matches("assertNoFdLeak\\(\\) at RingfenceAssertions_assertNoFdLeak_Tests\\.java:\\d+");
        assertThat(firstRun.get(1)).isEqualTo(firstRun.get(0) + " #2");
    }

    @Test
    void should_fail_if_the_recording_is_not_complete() {
        soFar(recording("uploads()").gap(Concern.DESCRIPTORS, "io_uring was set up"));

        assertThatThrownBy(() -> assertNoFdLeak())
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith("cannot tell whether uploads() leaks descriptors");
    }

    @Test
    void should_fail_if_opening_was_not_observed() {
        soFar(recording("uploads()").notObserving("openat"));

        assertThatThrownBy(() -> assertNoFdLeak())
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith("cannot tell: openat was not observed");
    }

    @Test
    void should_refuse_to_run_outside_of_a_traced_test() {
        assertThatThrownBy(() -> assertNoFdLeak())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("no traced test is running here");
    }

    private static String keyOfThisLine() {
        return catchThrowableOfType(SuspicionError.class, () -> assertNoFdLeak())
                .suspicion()
                .key();
    }

    private static void soFar(RecordingBuilder builder) {
        CurrentRecorder.set(ScriptedRecorder.of(builder.build()));
    }
}
