package dev.ringfence.kernelfs.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStatisticsTests {
    private static final MachineUnits UNITS = new MachineUnits(100, 4096);

    /** Every field has another value, so none can be taken for its neighbour. */
    private static final String ASYMMETRIC =
            "101 (x) S 104 105 106 34817 108 4194560 110 111 112 113 1140 1151 1162 1173 24 -5"
                    + " 4 0 122 8192000 124 125000 126 127 128 0 0 131 132 133 134 1 0 0 17 3 0 0 1421 1432 1443 145 146 147 148 149"
                    + " 150 151 0\n";

    private static TaskStatistics parse(String text) {
        return TaskStatistics.parse("stat", text, UNITS);
    }

    @Test
    void fields_are_in_their_order_and_units() {
        TaskStatistics stat = parse(ASYMMETRIC);
        assertThat(stat.tid()).isEqualTo(101);
        assertThat(stat.comm()).isEqualTo("x");
        assertThat(stat.state()).isEqualTo(TaskState.SLEEPING);
        assertThat(stat.family())
                .isEqualTo(new TaskStatistics.Family(
                        104, 105, 106, new Reading.Value<>(new DeviceNumber(136, 1)), new Reading.Value<>(108)));
        assertThat(stat.flags()).isEqualTo(4194560);
        assertThat(stat.faults()).isEqualTo(new TaskStatistics.Faults(110, 111, 112, 113));
        assertThat(stat.times())
                .isEqualTo(new TaskStatistics.Times(
                        Duration.ofMillis(11_400),
                        Duration.ofMillis(11_510),
                        Duration.ofMillis(11_620),
                        Duration.ofMillis(11_730),
                        Duration.ofMillis(14_320),
                        Duration.ofMillis(14_430),
                        Duration.ofMillis(14_210)));
        assertThat(stat.scheduling()).isEqualTo(new TaskStatistics.Scheduling(24, -5, 0, SchedulingPolicy.OTHER, 3));
        assertThat(stat.threads()).isEqualTo(4);
        assertThat(stat.startedAfterBoot()).isEqualTo(Duration.ofMillis(1220));
        assertThat(stat.memory())
                .isEqualTo(new TaskStatistics.Memory(8_192_000, 124 * 4096, new Limit.AtMost(125_000)));
        assertThat(stat.layout())
                .isEqualTo(new Reading.Value<>(
                        new TaskStatistics.Layout(126, 127, 128, 145, 146, 147, 148, 149, 150, 151)));
        assertThat(stat.exitSignal()).isEqualTo(17);
        assertThat(stat.exitCode()).isEqualTo(new Reading.Absent<>("it has not ended"));
    }

    @ParameterizedTest
    @CsvSource({"5.10, 100", "6.1, 108", "6.18, 11", "7.2, 125"})
    void a_name_may_be_anything(String kernel, int pid) {
        TaskStatistics stat = parse(Fixture.text(kernel, "odd/stat"));
        assertThat(stat.tid()).isEqualTo(pid);
        assertThat(stat.comm()).isEqualTo("a) R (b\nc");
        assertThat(stat.state()).isEqualTo(TaskState.SLEEPING);
        assertThat(stat.scheduling().nice()).isEqualTo(5);
        assertThat(stat.scheduling().priority()).isEqualTo(25);
        assertThat(stat.memory().residentLimitBytes()).isEqualTo(new Limit.Unlimited());
        assertThat(stat.family().terminal()).isEqualTo(new Reading.Absent<>("no terminal controls it"));
        assertThat(stat.isKernelThread()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "6.18", "7.2"})
    void a_zombie_has_a_code_and_no_memory(String kernel) {
        TaskStatistics stat = parse(Fixture.text(kernel, "zombie/stat"));
        assertThat(stat.state()).isEqualTo(TaskState.ZOMBIE);
        assertThat(stat.exitCode()).isEqualTo(new Reading.Value<>(3 << 8));
        assertThat(stat.layout()).isEqualTo(new Reading.Absent<>("it has no memory of its own"));
        assertThat(stat.memory().sizeBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "7.2"})
    void a_kernel_thread_is_known_by_its_flag(String kernel) {
        TaskStatistics stat = parse(Fixture.text(kernel, "kernel-thread/stat"));
        assertThat(stat.comm()).isEqualTo("kthreadd");
        assertThat(stat.isKernelThread()).isTrue();
        assertThat(stat.family().parent()).isZero();
        assertThat(stat.layout()).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void addresses_that_may_not_be_seen_are_absent() {
        String hidden = ASYMMETRIC.replace(" 126 127 128 ", " 1 1 0 ");
        assertThat(parse(hidden).layout()).isEqualTo(new Reading.Absent<>("may be seen by its tracers only"));
    }

    @Test
    void counters_of_64_bits_are_whole() {
        TaskStatistics stat = parse(ASYMMETRIC.replace(" 110 111 ", " 18446744073709551615 9223372036854775808 "));
        assertThat(stat.faults().minor()).isEqualTo(-1);
        assertThat(stat.faults().minorOfChildren()).isEqualTo(Long.MIN_VALUE);
        assertThat(parse(ASYMMETRIC.replace(" 1140 ", " 18446744073709551615 "))
                        .times()
                        .user())
                .isEqualTo(Duration.ofSeconds(184467440737095516L, 150_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "' S 104', ' Q 104', state: no state has the letter",
        "' S 104', ' SS 104', state: no state has the letter",
        "' 104 ', ' x ', ppid: expected a number",
        "' 17 3 0 0', ' 17 3 0 4', policy: no policy has the number 4",
        "' 124 ', ' 9223372036854775807 ', rss: 9223372036854775807 pages are too many",
        "' 151 0', ' 151', exit_code: the line has only"
    })
    void a_fault_names_its_field(String what, String by, String message) {
        assertThatThrownBy(() -> parse(ASYMMETRIC.replace(what, by)))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("stat, line 1, " + message);
    }

    @Test
    void ticks_and_pages_are_of_the_machine() {
        TaskStatistics stat = TaskStatistics.parse("stat", ASYMMETRIC, new MachineUnits(250, 65536));
        assertThat(stat.times().user()).isEqualTo(Duration.ofMillis(4560));
        assertThat(stat.memory().residentBytes()).isEqualTo(124 * 65536);
    }
}
