package dev.ringfence.snapshot.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcessor;
import dev.ringfence.snapshot.ProcessSnapshot;
import dev.ringfence.snapshot.Snapshots;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GroupDeltaTests {
    private final ProcessSnapshot captured = Snapshots.captured().build();

    @Test
    void what_control_groups_count_is_compared_where_it_is_the_same_group() {
        ProcessSnapshot before = Snapshots.captured()
                .file("cgroup2/memory.current", "4096\n")
                .file("cgroup2/memory.peak", "8192\n")
                .file("cgroup2/pids.current", "7\n")
                .file("cgroup2/cpu.stat", "usage_usec 10\nnr_periods 5\nnr_throttled 2\nthrottled_usec 30\n")
                .build();
        Snapshots after = Snapshots.captured()
                .file("cgroup2/memory.current", "1024\n")
                .file("cgroup2/memory.peak", "9000\n")
                .file("cgroup2/pids.current", "9\n")
                .file("cgroup2/cpu.stat", "usage_usec 25\nnr_periods 9\nnr_throttled 3\nthrottled_usec 70\n");
        GroupDelta groups = Live.value(new ProcessDelta(before, after.build()).groupCounters());

        assertThat(groups.memoryGrowth()).isEqualTo(new Reading.Value<>(-3072L));
        assertThat(groups.peakMemoryGrowth()).isEqualTo(new Reading.Value<>(808L));
        assertThat(groups.moreTasks()).isEqualTo(new Reading.Value<>(2L));
        assertThat(groups.processorTime()).isEqualTo(new Reading.Value<>(Duration.ofNanos(15_000)));
        assertThat(groups.throttling())
                .isEqualTo(new Reading.Value<>(new GroupProcessor.Throttling(4, 1, Duration.ofNanos(40_000))));
        ProcessSnapshot moved = after.with("cgroup", "0::/", "0::/other").build();
        assertThat(new ProcessDelta(before, moved).groupCounters())
                .isEqualTo(new Reading.Absent<>("it was moved to another control group"));
    }

    @Test
    void what_a_control_group_does_not_count_at_both_ends_has_no_difference() {
        Snapshots counting = Snapshots.captured().file("cgroup2/memory.current", "4096\n");
        Reading<String> none = new Reading.Absent<>("/cg/memory.current is not there");
        ProcessSnapshot without =
                Snapshots.captured().file("cgroup2/memory.current", none).build();
        ProcessSnapshot ungrouped = Snapshots.captured()
                .file("cgroup", new Reading.Failed<>("/proc/11/cgroup: permission denied"))
                .build();

        assertThat(Live.value(new ProcessDelta(counting.build(), without).groupCounters())
                        .memoryGrowth())
                .isEqualTo(new Reading.Absent<>("/cg/memory.current is not there"));
        assertThat(Live.value(new ProcessDelta(captured, captured).groupCounters())
                        .throttling())
                .isEqualTo(new Reading.Absent<>("the counters of control groups were not captured"));
        assertThat(new ProcessDelta(captured, ungrouped).groupCounters())
                .isEqualTo(new Reading.Failed<>("/proc/11/cgroup: permission denied"));
    }
}
