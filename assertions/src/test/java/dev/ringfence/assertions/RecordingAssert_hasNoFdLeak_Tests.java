package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.OpenedHere;
import dev.ringfence.event.Scope;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class RecordingAssert_hasNoFdLeak_Tests {

    @Test
    void should_pass_if_all_that_was_opened_was_closed() {
        assertThat(recording("uploads()").opens(41, "/tmp/a").closed().build()).hasNoFdLeak();
    }

    @Test
    void should_pass_if_nothing_was_opened() {
        assertThat(recording("uploads()").build()).hasNoFdLeak();
    }

    @Test
    void should_pass_if_only_class_loading_left_something_open() {
        assertThat(recording("uploads()")
                        .opens(41, "/usr/lib/jvm/lib/modules")
                        .outOfScope(Scope.CLASS_LOADING)
                        .neverClosed()
                        .build())
                .hasNoFdLeak();
    }

    @Test
    void should_pass_if_the_gap_is_about_something_else() {
        assertThat(recording("uploads()")
                        .gap(Concern.EVENTS, "12 events were dropped")
                        .build())
                .hasNoFdLeak();
    }

    @Test
    void should_fail_if_one_of_two_stays_open() {
        Recording recording = recording("uploads()")
                .opens(40, "/tmp/a")
                .closed()
                .opens(41, "/tmp/upload-7731")
                .neverClosed()
                .build();

        SuspicionError error = suspicion(() -> assertThat(recording).hasNoFdLeak());

        assertThat(error).hasMessage("""
                        Expecting no descriptor to be left open by uploads(), but 1 was:

                          fd 41  /tmp/upload-7731   opened by "main" (tid 5101) 1 ms into the recording, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 2, closes 1 · not confirmed by more runs
                        allow it:     assertThat(recording).allowing("/tmp/upload-*", "…").hasNoFdLeak()
                        reproduce:    mvn test -Dtest=RecordingAssert_hasNoFdLeak_Tests#should_fail_if_one_of_two_stays_open -Dringfence.rounds=20""").hasCauseInstanceOf(OpenedHere.class);
        assertThat(error.suspicion().growth().bySite().values()).containsExactly(1);
        assertThat(error.suspicion().key())
                .matches("hasNoFdLeak\\(\\) at RecordingAssert_hasNoFdLeak_Tests\\.java:\\d+");
        assertThat(error.suspicion().rounds()).isZero();
    }

    @Test
    void should_fail_if_the_collector_closed_it() {
        Recording recording = recording("uploads()")
                .opens(41, "/tmp/a")
                .abandonedForMillis(40)
                .build();

        assertThat(suspicion(() -> assertThat(recording).hasNoFdLeak()))
                .hasMessageStartingWith(
                        "Expecting no descriptor to be left to the garbage collector by uploads(), but 1 was:");
    }

    @Test
    void should_fail_with_the_leak_though_there_is_a_gap() {
        Recording recording = recording("uploads()")
                .opens(41, "/tmp/a")
                .neverClosed()
                .gap(Concern.DESCRIPTORS, "io_uring was set up")
                .build();

        assertThat(suspicion(() -> assertThat(recording).hasNoFdLeak()))
                .hasMessageContaining("incomplete:   io_uring was set up");
    }

    @Test
    void should_fail_if_the_recording_is_not_complete() {
        Recording recording = recording("uploads()")
                .gap(Concern.DESCRIPTORS, "io_uring was set up")
                .build();

        assertThatThrownBy(() -> assertThat(recording).hasNoFdLeak())
                .isInstanceOf(CannotTellError.class)
                .hasMessage("""
                        cannot tell whether uploads() leaks descriptors: the recording of uploads() has 1 gap:

                          io_uring was set up""");
    }

    @Test
    void should_fail_if_closing_was_not_observed() {
        Recording recording = recording("uploads()").notObserving("close").build();

        assertThatThrownBy(() -> assertThat(recording).hasNoFdLeak())
                .isInstanceOf(CannotTellError.class)
                .hasMessage(
                        "cannot tell: close was not observed in uploads(); observe it with @Traced(observe = \"closes\")");
    }

    @Test
    void should_fail_with_the_description_of_the_test() {
        Recording recording =
                recording("uploads()").opens(41, "/tmp/a").neverClosed().build();

        assertThat(suspicion(() -> assertThat(recording).as("the upload").hasNoFdLeak()))
                .hasMessageStartingWith("[the upload] Expecting no descriptor");
    }

    @Test
    void should_pass_if_what_stays_open_is_allowed() {
        assertThat(recording("uploads()")
                        .opens(41, "/tmp/upload-7731")
                        .neverClosed()
                        .build())
                .allowing("/tmp/upload-*", "the next test reads it")
                .hasNoFdLeak();
    }

    @Test
    void should_fail_if_something_else_is_allowed() {
        Recording recording = recording("uploads()")
                .opens(41, "/tmp/upload-7731")
                .neverClosed()
                .build();

        assertThat(suspicion(() -> assertThat(recording)
                        .allowing("/tmp/download-*", "kept")
                        .hasNoFdLeak()))
                .hasMessageContaining("fd 41");
    }

    @Test
    void should_refuse_to_allow_without_a_reason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RingfenceAssertions.assertThat(
                                recording("uploads()").build())
                        .allowing("/tmp/*", " ")
                        .hasNoFdLeak())
                .withMessage("because must not be blank");
    }

    @Test
    void should_be_called_the_same_in_every_run_and_by_its_turn_in_a_loop() {
        Recording recording =
                recording("uploads()").opens(41, "/tmp/a").neverClosed().build();

        List<String> keys = RunsOfATest.keys(3, () -> assertThat(recording).hasNoFdLeak());

        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0) + " #2");
        assertThat(keys.get(2)).isEqualTo(keys.get(0) + " #3");
    }

    @Test
    void should_be_called_by_the_line_of_the_test_in_soft_assertions() {
        Recording recording =
                recording("uploads()").opens(41, "/tmp/a").neverClosed().build();
        SoftAssertions softly = new SoftAssertions();

        softly.proxy(RecordingAssert.class, Recording.class, recording).hasNoFdLeak();

        assertThat(softly.errorsCollected())
                .singleElement()
                .satisfies(collected -> assertThat(collected)
                        .isInstanceOfSatisfying(
                                SuspicionError.class,
                                error -> assertThat(error.suspicion().key())
                                        .startsWith("hasNoFdLeak() at RecordingAssert_hasNoFdLeak_Tests.java:")));
    }

    private static SuspicionError suspicion(org.assertj.core.api.ThrowableAssert.ThrowingCallable assertion) {
        SuspicionError error = catchThrowableOfType(SuspicionError.class, assertion);
        assertThat(error).as("a suspicion").isNotNull();
        return error;
    }
}
