package dev.ringfence.assertions;

import static dev.ringfence.assertions.RingfenceAssertions.assertNoFdLeak;
import static dev.ringfence.assertions.RingfenceAssertions.rounds;
import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ringfence.CurrentRecorder;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.OpenedHere;
import dev.ringfence.assertions.testing.ScriptedRecorder;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

class RingfenceAssertions_assertNoFdLeak_action_Tests {
    private static final Recording LEAKS =
            recording("test()").opens(41, "/tmp/upload-7731").neverClosed().build();
    private static final Recording CLEAN =
            recording("test()").opens(41, "/tmp/upload-7731").closed().build();

    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void endTheTest() {
        CurrentRecorder.set(null);
    }

    @Test
    void should_pass_after_three_warm_ups_and_one_clean_round() {
        ScriptedRecorder recorder = script(CLEAN);

        assertNoFdLeak(runs::incrementAndGet);

        assertThat(runs).hasValue(4);
        assertThat(recorder.recorded()).isEqualTo(1);
    }

    @Test
    void should_pass_if_two_of_three_rounds_grow() {
        ScriptedRecorder recorder = script(LEAKS, LEAKS, CLEAN, LEAKS);

        assertNoFdLeak(runs::incrementAndGet);

        assertThat(recorder.recorded()).isEqualTo(3);
    }

    @Test
    void should_pass_if_a_pool_of_eight_fills() {
        Recording[] rounds = new Recording[9];
        Arrays.fill(rounds, 0, 8, LEAKS);
        rounds[8] = CLEAN;
        ScriptedRecorder recorder = script(rounds);

        assertNoFdLeak(runs::incrementAndGet);

        assertThat(recorder.recorded()).isEqualTo(12);
    }

    @Test
    void should_fail_if_all_twelve_rounds_grow() {
        ScriptedRecorder recorder = script(LEAKS);

        Throwable error = catchThrowable(() -> assertNoFdLeak(runs::incrementAndGet));

        assertThat(runs).hasValue(15);
        assertThat(recorder.recorded()).isEqualTo(12);
        String line = error.getMessage().replaceFirst("(?s).*?Tests\\.java:(\\d+).*", "$1");
        assertThat(error)
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasCauseInstanceOf(OpenedHere.class)
                .hasMessage("""
                        Expecting no descriptor to be left open by the action at RingfenceAssertions_assertNoFdLeak_action_Tests.java:%s, but 1 was:

                          fd 41  /tmp/upload-7731   opened by "main" (tid 5101) 1 ms into the round, still open at its end
                                 at com.example.UploadService.store(UploadService.java:57)
                                 called from com.example.UploadServiceIT.uploads(UploadServiceIT.java:31)

                        opens 1, closes 0 · confirmed: 12 of 12 rounds after 3 warm-ups left more of the same
                        allow it:     assertNoFdLeak(rounds().allowing("/tmp/upload-*", "…"), …)
                        reproduce:    mvn test -Dtest=RingfenceAssertions_assertNoFdLeak_action_Tests#should_fail_if_all_twelve_rounds_grow -Dringfence.rounds=20""".formatted(line));
    }

    @Test
    void should_fail_sooner_if_the_collector_closes_it_each_time() {
        ScriptedRecorder recorder = script(recording("test()")
                .opens(41, "/tmp/upload-7731")
                .abandonedForMillis(9)
                .build());

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertNoFdLeak(runs::incrementAndGet))
                .withMessageContaining("confirmed: 4 of 4 rounds");
        assertThat(recorder.recorded()).isEqualTo(4);
    }

    @Test
    void should_blame_only_the_site_that_leaks() {
        Recording both = recording("test()")
                .opens(40, "/etc/first-use")
                .in("com.example.Library", "load", 5)
                .neverClosed()
                .opens(41, "/tmp/upload-7731")
                .neverClosed()
                .build();
        script(both, LEAKS);

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertNoFdLeak(runs::incrementAndGet))
                .withMessageContaining("but 1 was:")
                .withMessageNotContaining("Library");
    }

    @Test
    void should_fail_if_growth_slows_but_does_not_end() {
        Recording three = recording("test()")
                .opens(41, "/tmp/a")
                .neverClosed()
                .opens(42, "/tmp/a")
                .neverClosed()
                .opens(43, "/tmp/a")
                .neverClosed()
                .build();
        script(three, three, three, three, three, CLEAN, LEAKS, CLEAN, CLEAN, LEAKS);

        assertThatExceptionOfType(CannotTellError.class)
                .isThrownBy(() -> assertNoFdLeak(runs::incrementAndGet))
                .withMessageStartingWith("cannot tell whether the action at ")
                .withMessageContaining("leaks descriptors: growth slowed but did not end");
    }

    @Test
    void should_fail_if_a_clean_round_is_not_complete() {
        script(recording("test()")
                .gap(Concern.DESCRIPTORS, "io_uring was set up")
                .build());

        assertThatExceptionOfType(CannotTellError.class)
                .isThrownBy(() -> assertNoFdLeak(runs::incrementAndGet))
                .withMessageContaining("io_uring was set up");
    }

    @Test
    void should_fail_if_a_later_round_that_looks_clean_is_not_complete() {
        script(
                LEAKS,
                LEAKS,
                LEAKS,
                recording("test()")
                        .gap(Concern.DESCRIPTORS, "io_uring was set up")
                        .build());

        assertThatExceptionOfType(CannotTellError.class)
                .isThrownBy(() -> assertNoFdLeak(runs::incrementAndGet))
                .withMessageContaining("io_uring was set up");
    }

    @Test
    void should_fail_if_closing_was_not_observed() {
        script(recording("test()").notObserving("close").build());

        assertThatExceptionOfType(CannotTellError.class)
                .isThrownBy(() -> assertNoFdLeak(runs::incrementAndGet))
                .withMessageStartingWith("cannot tell: close was not observed");
    }

    @Test
    void should_give_a_verdict_that_is_not_run_again() {
        script(LEAKS);

        assertThat(catchThrowable(() -> assertNoFdLeak(runs::incrementAndGet))).isNotInstanceOf(SuspicionError.class);
    }

    @Test
    void should_run_as_often_as_the_settings_say() {
        ScriptedRecorder recorder = script(LEAKS);

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertNoFdLeak(rounds().warmUps(0).judged(2).atMost(2), runs::incrementAndGet))
                .withMessageContaining("confirmed: 2 of 2 rounds left more of the same");
        assertThat(recorder.recorded()).isEqualTo(2);
    }

    @Test
    void should_judge_by_one_round_if_there_is_one() {
        ScriptedRecorder recorder = script(LEAKS);

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertNoFdLeak(rounds().warmUps(1).judged(1).atMost(1), runs::incrementAndGet))
                .withMessageContaining("confirmed: 1 of 1 round after 1 warm-up left more of the same");
        assertThat(recorder.recorded()).isEqualTo(1);
    }

    @Test
    void should_pass_if_what_stays_open_is_allowed() {
        script(LEAKS);

        assertNoFdLeak(rounds().allowing("/tmp/upload-*", "the next round reads it"), runs::incrementAndGet);

        assertThat(runs).hasValue(4);
    }

    @Test
    void should_let_the_exception_of_the_action_through() {
        script(CLEAN);
        IOException thrown = new IOException("disk full");

        assertThatThrownBy(() -> assertNoFdLeak(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void should_refuse_to_run_outside_of_a_traced_test() {
        assertThatThrownBy(() -> assertNoFdLeak(runs::incrementAndGet))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("no traced test is running here");
        assertThat(runs).hasValue(0);
    }

    @Test
    void should_refuse_settings_that_cannot_be() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds().warmUps(-1).warmUps())
                .withMessage("warmUps must not be negative but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds().judged(0).judged())
                .withMessage("judged must be positive but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds().judged(5).atMost(4).most())
                .withMessage("atMost must not be less than judged, 5, but was 4");
        assertThat(rounds().judged(20).most()).isEqualTo(20);
    }

    @Test
    void should_take_the_largest_number_from_the_property_of_the_reproduce_line() {
        assertThat(MostRounds.of(null)).isEqualTo(12);
        assertThat(MostRounds.of("20")).isEqualTo(20);
        assertThatThrownBy(() -> MostRounds.of("many"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("ringfence.rounds must be a number from 1 to 999999 but was: \"many\"");
    }

    private static ScriptedRecorder script(Recording... recordings) {
        ScriptedRecorder recorder = ScriptedRecorder.of(recordings);
        CurrentRecorder.set(recorder);
        return recorder;
    }
}
