package dev.ringfence.assertions.judge;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.OpenedHere;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.evidence.Occasion.Allowing;
import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.jupiter.Suspicion;
import dev.ringfence.jupiter.SuspicionError;
import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.ledger.Site;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.WritableAssertionInfo;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LeakSuspicionTests {
    private final Leaks leaks = Leaks.in(twoSites().build(), List.of());
    private final Suspicion suspicion = suspect(leaks);

    @Test
    void carries_what_the_series_needs() {
        assertThat(suspicion.key()).isEqualTo("@NoFdLeak");
        assertThat(suspicion.rounds()).isEqualTo(20);
        assertThat(suspicion.growth()).isEqualTo(leaks.growth());
    }

    @Test
    void says_whether_the_collector_closed_all_of_it() {
        Leaks abandoned = Leaks.in(
                recording("t()").opens(5, "/tmp/a").abandonedForMillis(1).build(), List.of());
        Leaks mixed = Leaks.in(
                recording("t()")
                        .opens(5, "/tmp/a")
                        .abandonedForMillis(1)
                        .opens(6, "/tmp/a")
                        .neverClosed()
                        .build(),
                List.of());

        assertThat(suspect(abandoned).abandonedOnly()).isTrue();
        assertThat(suspect(mixed).abandonedOnly()).isFalse();
        assertThat(suspicion.abandonedOnly()).isFalse();
    }

    @Test
    void fails_with_the_sites_that_were_confirmed_and_the_opening_of_the_first_of_them() {
        Site accept = leaks.leaks().get(1).site();

        AssertionError failure = suspicion.failure(new SeriesVerdict.Leak(Set.of(accept), 12, 12));

        assertThat(failure)
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("but 1 was:")
                .hasMessageContaining("confirmed: 12 of 12 more runs left more of the same")
                .hasMessageNotContaining("UploadService.store")
                .cause()
                .isInstanceOf(OpenedHere.class)
                .hasMessage("fd 42 was opened here by \"main\"");
    }

    @Test
    void shows_its_own_leaks_where_more_runs_confirmed_another_site() {
        AssertionError failure =
                suspicion.failure(new SeriesVerdict.Leak(Set.of(new Site("late", "com.example.Late.open")), 9, 12));

        assertThat(failure)
                .hasMessageContaining("but 2 were:")
                .hasMessageContaining("also at:      com.example.Late.open");
    }

    @Test
    void cannot_tell_where_the_series_cannot() {
        assertThat(suspicion.failure(new SeriesVerdict.CannotTell("growth slowed but did not end")))
                .isInstanceOf(CannotTellError.class)
                .hasMessageStartingWith(
                        "cannot tell whether uploads() leaks descriptors: growth slowed but did not end\n")
                .hasCauseInstanceOf(OpenedHere.class);
    }

    @Test
    void names_what_the_test_threw_when_it_ran_again() {
        IllegalStateException thrown = new IllegalStateException("port in use");

        assertThat(suspicion.unconfirmed(thrown))
                .isExactlyInstanceOf(CannotTellError.class)
                .hasMessageStartingWith(
                        "cannot tell whether this is a leak, because the test could not be run again:\nExpecting no descriptor")
                .hasMessageContaining(
                        "not confirmed: run again, the test threw java.lang.IllegalStateException: port in use")
                .hasSuppressedException(thrown);
    }

    @Test
    void refuses_a_verdict_that_is_no_failure() {
        assertThatIllegalArgumentException().isThrownBy(() -> suspicion.failure(new SeriesVerdict.RunAgain()));
        assertThatIllegalArgumentException().isThrownBy(() -> suspicion.failure(new SeriesVerdict.Ended(1, 4)));
    }

    private static RecordingBuilder twoSites() {
        return recording("uploads()")
                .opens(41, "/tmp/upload-7731")
                .neverClosed()
                .opens(42, "/tmp/b")
                .in("com.example.Server", "accept", 90)
                .neverClosed();
    }

    private static Suspicion suspect(Leaks leaks) {
        Occasion occasion = new Occasion("@NoFdLeak", "test", Allowing.ANNOTATION, "UploadIT#uploads", 20);
        LeakJudge judge = new LeakJudge(occasion, new WritableAssertionInfo());
        return catchThrowableOfType(SuspicionError.class, () -> judge.suspect(leaks))
                .suspicion();
    }
}
