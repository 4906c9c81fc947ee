package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SchedulerTests {
    private static final List<String> KERNELS = Fixture.KERNELS;

    @Test
    void times_are_nanoseconds() {
        assertThat(SchedulerTimes.parse("schedstat", "226250762 18918791 6\n"))
                .isEqualTo(new SchedulerTimes(Duration.ofNanos(226_250_762), Duration.ofNanos(18_918_791), 6));
        assertThatThrownBy(() -> SchedulerTimes.parse("schedstat", "1 2\n"))
                .hasMessageStartingWith("schedstat, line 1, pcount: the line has only 2 fields");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void details_agree_with_the_times(String kernel) {
        SchedulerDetails details = SchedulerDetails.parse("sched", Fixture.text(kernel, "odd/sched"));
        SchedulerTimes times = SchedulerTimes.parse("schedstat", Fixture.text(kernel, "odd/schedstat"));
        assertThat(details.comm()).isEqualTo("a) R (b\nc");
        assertThat(details.threads()).isEqualTo(1);
        assertThat(details.running()).isEqualTo(new Reading.Value<>(times.running()));
        assertThat(details.policy()).isEqualTo(new Reading.Value<>(SchedulingPolicy.OTHER));
        assertThat(details.priority()).isEqualTo(new Reading.Value<>(125L));
        assertThat(details.further()).containsKey("se.exec_start");
        long switches = details.switches().value().orElseThrow();
        assertThat(details.voluntarySwitches().value().orElseThrow()
                        + details.involuntarySwitches().value().orElseThrow())
                .isEqualTo(switches);
    }

    @Test
    void lines_are_told_apart() {
        SchedulerDetails details = SchedulerDetails.parse("sched", """
                        b (c) (12, #threads: 34)
                        -------------------------
                        se.sum_exec_runtime  :   5678.000901
                        se.nr_migrations     :   11
                        nr_switches          :   12
                        nr_voluntary_switches :  13
                        nr_involuntary_switches : 14
                        policy               :    2
                        prio                 :   -1
                        other                :   x
                        current_node=0, numa_group_id=0
                        numa_faults node=0 task_private=0
                        """);
        assertThat(details.comm()).isEqualTo("b (c)");
        assertThat(details.task()).isEqualTo(12);
        assertThat(details.threads()).isEqualTo(34);
        assertThat(details.running()).isEqualTo(new Reading.Value<>(Duration.ofNanos(5_678_000_901L)));
        assertThat(details.migrations()).isEqualTo(new Reading.Value<>(11L));
        assertThat(details.switches()).isEqualTo(new Reading.Value<>(12L));
        assertThat(details.voluntarySwitches()).isEqualTo(new Reading.Value<>(13L));
        assertThat(details.involuntarySwitches()).isEqualTo(new Reading.Value<>(14L));
        assertThat(details.policy()).isEqualTo(new Reading.Value<>(SchedulingPolicy.ROUND_ROBIN));
        assertThat(details.priority()).isEqualTo(new Reading.Value<>(-1L));
        assertThat(details.further()).containsOnlyKeys("other");
    }

    @ParameterizedTest
    @CsvSource({
        "'a (1, #threads: 1)\n', line 1, 'rule: there is none'",
        "'-----\n', line 1, 'rule: there is none'",
        "'a 1\n-----\n', line 1, 'name: expected an id'",
        "'a (x, #threads: 1)\n-----\n', line 1, 'pid: expected a number'",
        "'a (1, #threads: 1)\n-----\nse.sum_exec_runtime : 12\n', line 3, 'se.sum_exec_runtime: expected six digits'"
    })
    void what_is_not_understood_is_refused(String text, String line, String message) {
        assertThatThrownBy(() -> SchedulerDetails.parse("sched", text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("sched, " + line + ", " + message);
    }
}
