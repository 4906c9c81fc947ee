package dev.ringfence.snapshot.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.Snapshots;
import dev.ringfence.snapshot.delta.ContextSwitches.OfThread;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContextSwitchesTests {
    private static final String LEADER = "task/" + Snapshots.PID + "/status";

    private final Snapshots before = captured().switching(12, "mailer", 300_000, 10, 20);

    /** With what the leader counts. */
    private static Snapshots captured() {
        return Snapshots.captured().file(LEADER, Fixture.text("odd/status"));
    }

    private Reading<ContextSwitches> to(Snapshots after) {
        return new ProcessDelta(before.build(), after.build()).contextSwitches();
    }

    private static OfThread leader() {
        return new OfThread(new TaskChange(Snapshots.PID, "a) R (b", Duration.ofMillis(2_772_990)), 0, 0);
    }

    private static TaskChange thread(int tid, String name, int seconds) {
        return new TaskChange(tid, name, Duration.ofSeconds(seconds));
    }

    @Test
    void of_a_thread_that_is_in_both_it_is_the_difference_and_of_a_new_one_all() {
        ContextSwitches switches = Live.value(
                to(captured().switching(12, "renamed", 300_000, 13, 21).switching(13, "new", 300_100, 5, 0)));

        assertThat(switches.threads())
                .containsExactly(
                        leader(),
                        new OfThread(thread(12, "renamed", 3000), 3, 1),
                        new OfThread(thread(13, "new", 3001), 5, 0));
        assertThat(switches.notCounted()).isEmpty();
        assertThat(switches.voluntaryAtLeast()).isEqualTo(8);
        assertThat(switches.involuntaryAtLeast()).isOne();
    }

    @Test
    void of_a_thread_that_ended_nothing_is_known_also_where_its_id_was_given_out_again() {
        ContextSwitches switches = Live.value(to(captured().switching(12, "other", 300_100, 2, 0)));

        assertThat(switches.threads()).containsExactly(leader(), new OfThread(thread(12, "other", 3001), 2, 0));
        assertThat(switches.notCounted()).containsExactly(thread(12, "mailer", 3000));
        assertThat(switches.voluntaryAtLeast()).isEqualTo(2);
    }

    @Test
    void a_thread_that_ended_while_it_was_read_is_not_counted_at_either_end() {
        Reading<String> gone = new Reading.Absent<>("it is not there");
        Snapshots ended = captured().switching(12, "mailer", 300_000, 13, 21).file("task/12/status", gone);

        ContextSwitches later = Live.value(to(ended));
        assertThat(later.threads()).containsExactly(leader());
        assertThat(later.notCounted()).containsExactly(thread(12, "mailer", 3000));
        ContextSwitches earlier = Live.value(new ProcessDelta(ended.build(), before.build()).contextSwitches());
        assertThat(earlier.threads()).containsExactly(leader());
        assertThat(earlier.notCounted()).containsExactly(thread(12, "mailer", 3000));
    }

    @Test
    void what_was_not_captured_is_absent() {
        ProcessSnapshot threadsAlone = Snapshots.captured().build();
        ProcessSnapshot none = new ProcessSnapshot(
                Snapshots.PID,
                threadsAlone.units(),
                new Reading.Absent<>("task was not captured"),
                threadsAlone.descriptors(),
                threadsAlone.files(),
                threadsAlone.links());

        assertThat(new ProcessDelta(before.build(), threadsAlone).contextSwitches())
                .isEqualTo(new Reading.Absent<>(LEADER + " was not captured"));
        assertThat(new ProcessDelta(none, before.build()).contextSwitches())
                .isEqualTo(new Reading.Absent<>("task was not captured"));
    }

    @Test
    void what_cannot_be_read_of_one_thread_leaves_all_unknown() {
        Reading<String> denied = new Reading.Failed<>("permission denied");
        assertThat(to(captured().switching(12, "mailer", 300_000, 1, 1).file("task/12/status", denied)))
                .isEqualTo(new Reading.Failed<>("permission denied"));
        assertThat(to(captured().switching(12, "mailer", 300_000, 1, 1).file("task/12/stat", denied)))
                .isEqualTo(new Reading.Failed<>("permission denied"));
    }

    @Test
    void a_kernel_that_does_not_count_them_says_so() {
        Snapshots uncounted = captured().with(LEADER, "\nvoluntary_ctxt_switches:\t1", "");

        assertThat(to(uncounted))
                .isEqualTo(new Reading.Absent<>("/proc/11/task/11/status has no line voluntary_ctxt_switches"));
    }
}
