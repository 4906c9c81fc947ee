package dev.ringfence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.InetSocket;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.machine.Pressure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessSnapshotTests {
    private final ProcessSnapshot process = Snapshots.captured().build();

    @Test
    void its_texts_are_parsed_when_they_are_asked_for() {
        assertThat(Live.value(process.status()).name()).isEqualTo("a) R (b\nc");
        assertThat(Live.value(process.statistics()).faults().minor()).isEqualTo(368);
        assertThat(Live.value(process.statistics(Snapshots.PID)).startedAfterBoot())
                .isEqualTo(Duration.ofMillis(2_772_990));
        assertThat(Live.value(process.io()).readBytes()).isEqualTo(816);
        assertThat(Live.value(process.limits()).rows()).hasSize(16);
        assertThat(process.workingDirectory()).isEqualTo(new Reading.Value<>("/tmp/odd dir"));
        assertThat(Live.value(process.memory()).use().proportionalBytes()).isEqualTo(1652 << 10);
        assertThat(Live.value(process.mappings())).hasSize(12);
        assertThat(Live.value(process.sockets(InetSocket.Protocol.TCP6))).isNotEmpty();
        assertThat(Live.value(process.unixSockets())).isNotEmpty();
        assertThat(Live.value(process.netlinkSockets())).isNotEmpty();
        assertThat(Live.value(process.interfaces()))
                .extracting(each -> each.name())
                .containsExactly("lo");
        assertThat(Live.value(process.protocols()).values()).isNotEmpty();
        assertThat(Live.value(process.mounts())).isNotEmpty();
        assertThat(Live.value(process.groups())).hasSize(10);
    }

    @Test
    void what_was_not_captured_is_absent_and_says_so() {
        assertThat(process.environment()).isEqualTo(new Reading.Absent<>("environ was not captured"));
        assertThat(process.commandLine()).isEqualTo(new Reading.Absent<>("cmdline was not captured"));
        assertThat(process.status(12)).isEqualTo(new Reading.Absent<>("task/12/status was not captured"));
        assertThat(process.descriptor(3)).isEqualTo(new Reading.Absent<>("fdinfo/3 was not captured"));
        assertThat(process.root()).isEqualTo(new Reading.Absent<>("root was not captured"));
        assertThat(process.program()).isEqualTo(new Reading.Absent<>("exe was not captured"));
    }

    @Test
    void what_could_not_be_read_keeps_its_reason() {
        Reading<String> denied = new Reading.Failed<>("/proc/11/io: permission denied");
        ProcessSnapshot without = Snapshots.captured().file("io", denied).build();

        assertThat(without.io()).isEqualTo(new Reading.Failed<>("/proc/11/io: permission denied"));
    }

    @Test
    void a_text_that_is_not_as_its_format_says_has_failed_with_file_line_and_field() {
        ProcessSnapshot garbled =
                Snapshots.captured().with("io", "wchar: 0", "wchar: x").build();

        assertThat(garbled.io())
                .isEqualTo(new Reading.Failed<>(
                        "/proc/11/io, line 2, wchar: expected a number but it is \"x\", in \"wchar: x\""));
    }

    @Test
    void without_the_units_of_the_machine_times_are_not_known() {
        Reading<MachineUnits> unknown = new Reading.Failed<>("no auxv");
        ProcessSnapshot blind = new ProcessSnapshot(
                11, unknown, process.threads(), process.descriptors(), process.files(), process.links());
        Reading<TaskStatistics> none = new Reading.Failed<>("the units of this machine are not known: no auxv");

        assertThat(blind.statistics()).isEqualTo(none);
        assertThat(blind.statistics(11)).isEqualTo(none);
    }

    @Test
    void a_state_knows_its_processes() {
        Reading<MachineSnapshot> machine = new Reading.Absent<>("not asked for");
        StateSnapshot state = new StateSnapshot(1, 2, java.util.Set.of(), List.of(process), machine);

        assertThat(state.process(11)).isEqualTo(new Reading.Value<>(process));
        assertThat(state.process(12)).isEqualTo(new Reading.Absent<>("process 12 was not captured"));
    }

    @Test
    void a_machine_that_was_not_captured_says_so_of_each_file() {
        MachineSnapshot machine = new MachineSnapshot(process.units(), Map.of());

        assertThat(machine.openFiles()).isEqualTo(new Reading.Absent<>("sys/fs/file-nr was not captured"));
        assertThat(machine.pressure(Pressure.Resource.IO))
                .isEqualTo(new Reading.Absent<>("pressure/io was not captured"));
    }
}
