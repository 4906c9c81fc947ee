package dev.ringfence.assertions.evidence;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static dev.ringfence.assertions.testing.StateBuilder.state;
import static dev.ringfence.assertions.testing.ThreadBuilder.thread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.testing.RecordingBuilder;
import dev.ringfence.assertions.testing.StateBuilder;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.delta.TaskChange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadLeaksTests {
    private static final Recording POLLS = recording("polls()")
            .around(state(), polling())
            .leaves(
                    thread(5110, "poller-1", 1200).startedAt("com.example.Poller", "start", 21),
                    thread(5111, "poller-2", 1201).startedAt("com.example.Poller", "start", 21),
                    thread(5112, "timer", 1202).startedAt("com.example.Timer", "start", 9))
            .build();
    private static final ThreadLeaks LEAKS = ThreadLeaks.in(POLLS, List.of());

    private static StateBuilder polling() {
        return state().thread(5110, "poller-1", 1200)
                .thread(5111, "poller-2", 1201)
                .thread(5112, "timer", 1202);
    }

    private static RecordingBuilder later() {
        return recording("polls()");
    }

    private static long stillThereIn(RecordingBuilder later) {
        return LEAKS.growthStillThereIn(later.build()).bySite().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Test
    void grows_by_where_threads_were_started() {
        assertThat(LEAKS.growth().bySite().values()).containsExactlyInAnyOrder(2, 1);
        assertThat(LEAKS.growth().bySite().keySet()).isEqualTo(LEAKS.bySite().keySet());
        assertThat(LEAKS.isEmpty()).isFalse();
    }

    @Test
    void allows_what_is_named_and_nothing_else() {
        ThreadLeaks refused = ThreadLeaks.in(POLLS, List.of(new Allowance(new Glob("poller-*"), "it polls on")));

        assertThat(refused.leaks()).extracting(ThreadLeak::name).containsExactly("\"timer\" (tid 5112)");
        assertThat(refused.allowed()).isEqualTo(2);
    }

    @Test
    void keeps_those_of_some_sites() {
        Site timer = LEAKS.leaks().get(2).site();

        assertThat(LEAKS.onlyAt(Set.of(timer)).leaks())
                .extracting(ThreadLeak::name)
                .containsExactly("\"timer\" (tid 5112)");
        assertThat(LEAKS.onlyAt(Set.of(new Site("k", "l")))).isSameAs(LEAKS);
    }

    // --- A later run ---

    @Test
    void what_a_later_run_shows_with_the_same_start_is_still_there() {
        assertThat(stillThereIn(later().around(state(), polling()))).isEqualTo(3);
    }

    @Test
    void what_a_later_run_does_not_show_or_with_another_start_has_ended() {
        assertThat(stillThereIn(later().around(state(), state()))).isZero();
        assertThat(stillThereIn(later().around(
                                state(), state().thread(5110, "poller-1", 1200).thread(5111, "poller-9", 7000))))
                .isEqualTo(1);
    }

    @Test
    void what_a_later_run_cannot_tell_is_taken_to_be_there() {
        assertThat(stillThereIn(later())).isEqualTo(3);
        assertThat(stillThereIn(later().around(state(), state().withoutWorker())))
                .isEqualTo(3);
        assertThat(stillThereIn(later().around(
                                state(),
                                polling().failed("task/5110/stat", "/proc/5100/task/5110/stat: permission denied"))))
                .isEqualTo(3);
    }

    // --- Threads of which nobody knows anything ---

    @Test
    void new_threads_that_nobody_knows_are_told_apart_by_id_and_start() {
        Recording recording = recording("polls()")
                .around(
                        state(),
                        state().thread(5110, "poller-1", 1200)
                                .thread(5111, "other", 7000)
                                .thread(5113, "native", 1203))
                .leaves(thread(5110, "poller-1", 1200), thread(5111, "poller-2", 1201))
                .build();

        assertThat(ThreadLeaks.unknownIn(recording))
                .isEqualTo(new Reading.Value<>(List.of(
                        new TaskChange(5111, "other", Duration.ofSeconds(70)),
                        new TaskChange(5113, "native", Duration.ofMillis(12_030)))));
        assertThat(ThreadLeaks.unknownIn(POLLS)).isEqualTo(new Reading.Value<>(List.of()));
    }

    @Test
    void new_threads_are_not_known_where_the_worker_is_not() {
        assertThat(ThreadLeaks.unknownIn(recording("polls()").build()))
                .isEqualTo(new Reading.Absent<>("the threads were not captured"));
        assertThat(ThreadLeaks.unknownIn(recording("polls()")
                        .around(state().withoutWorker(), state())
                        .build()))
                .isEqualTo(new Reading.Absent<>("process 5100 was not captured"));
    }
}
