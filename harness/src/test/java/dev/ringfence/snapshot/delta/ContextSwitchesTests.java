package dev.ringfence.snapshot.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.snapshot.Snapshots;
import dev.ringfence.snapshot.delta.ContextSwitches.OfThread;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContextSwitchesTests {
    private static final TaskChange MAIN = new TaskChange(Snapshots.PID, "a) R (b", Duration.ofMillis(2_772_990));

    private static Snapshots captured() {
        return Snapshots.captured().switched(Snapshots.PID, 100, 10);
    }

    private static Reading<ContextSwitches> between(Snapshots before, Snapshots after) {
        return new ProcessDelta(before.build(), after.build()).contextSwitches();
    }

    @Test
    void a_thread_that_is_at_both_ends_was_switched_as_often_as_its_counts_differ() {
        ContextSwitches switches = Live.value(between(captured(), captured().switched(Snapshots.PID, 107, 12)));

        assertThat(switches.threads()).containsExactly(new OfThread(MAIN, 7, 2));
        assertThat(switches.threads().get(0).total()).isEqualTo(9);
        assertThat(switches.ended()).isEmpty();
    }

    @Test
    void a_new_thread_is_counted_from_its_start_also_where_its_id_is_not_new() {
        Snapshots before = captured().thread(12, "old", 300_000).switched(12, 50, 5);
        Snapshots after = captured().thread(12, "other", 300_100).switched(12, 3, 1);
        ContextSwitches switches = Live.value(between(before, after));

        assertThat(switches.threads())
                .containsExactly(
                        new OfThread(MAIN, 0, 0),
                        new OfThread(new TaskChange(12, "other", Duration.ofSeconds(3001)), 3, 1));
        assertThat(switches.ended()).containsExactly(new TaskChange(12, "old", Duration.ofSeconds(3000)));
    }

    @Test
    void without_the_details_of_one_thread_nothing_is_known() {
        assertThat(between(captured(), captured().thread(12, "a", 300_000)))
                .isEqualTo(new Reading.Absent<>("task/12/status was not captured"));
        assertThat(between(Snapshots.captured(), captured()))
                .isEqualTo(new Reading.Absent<>("task/11/status was not captured"));
    }

    @Test
    void a_kernel_that_does_not_count_tells_nothing() {
        Snapshots after = captured().with("task/11/status", "voluntary_ctxt_switches:\t100\n", "");

        assertThat(between(captured(), after))
                .isEqualTo(new Reading.Absent<>("/proc/11/task/11/status has no line voluntary_ctxt_switches"));
    }
}
