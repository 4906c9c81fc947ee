package dev.ringfence.kernelfs.proc.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.ProcTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTests {
    private static final List<String> KERNELS = Fixture.KERNELS;
    private static final MachineUnits UNITS = new MachineUnits(100, 4096);

    // --- meminfo ---

    @Test
    void lines_of_memory_are_told_apart() {
        assertThat(
                        MemoryInfo.parse(
                                "meminfo",
                                "MemTotal: 11 kB\nMemFree: 12 kB\nMemAvailable: 13 kB\nBuffers: 14 kB\nCached: 15 kB\nSwapTotal: 16 kB\n"
                                        + "SwapFree: 17 kB\nShmem: 18 kB\nSReclaimable: 19 kB\nActive(anon): 20 kB\nHugePages_Free: 21\n"))
                .isEqualTo(new MemoryInfo(
                        11 << 10,
                        12 << 10,
                        new Reading.Value<>(13L << 10),
                        14 << 10,
                        15 << 10,
                        new Reading.Value<>(18L << 10),
                        new Reading.Value<>(19L << 10),
                        16 << 10,
                        17 << 10,
                        Map.of("Active(anon)", 20L << 10),
                        Map.of("HugePages_Free", 21L)));
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_memory_is_understood(String kernel) {
        MemoryInfo info = MemoryInfo.parse("meminfo", Fixture.text(kernel, "machine/meminfo"));
        assertThat(info.freeBytes()).isPositive().isLessThan(info.totalBytes());
        assertThat(info.availableBytes().value().orElseThrow()).isLessThan(info.totalBytes());
        assertThat(info.swapTotalBytes()).isEqualTo(kernel.equals("6.18") ? 0 : 24540 << 10);
        assertThat(info.furtherBytes())
                .containsKeys("AnonPages", "VmallocTotal")
                .doesNotContainKey("MemTotal");
        assertThat(info.furtherCounts()).containsKey("HugePages_Total");
    }

    // --- cpuinfo ---

    @ParameterizedTest
    @FieldSource("KERNELS")
    void processors_have_numbers_and_flags(String kernel) {
        List<Processor> processors = Processor.parse("cpuinfo", Fixture.text(kernel, "machine/cpuinfo"));
        assertThat(processors).extracting(Processor::number).containsExactly(0, 1);
        assertThat(processors).allSatisfy(processor -> {
            assertThat(processor.flags()).contains("fpu", "sse2");
            assertThat(processor.model()).isInstanceOf(Reading.Value.class);
            assertThat(processor.hertz().value().orElseThrow()).isGreaterThan(100_000_000);
            assertThat(processor.further())
                    .containsKeys("vendor_id", "address sizes")
                    .doesNotContainKey("flags");
        });
    }

    @Test
    void processors_of_another_architecture_have_other_lines() {
        List<Processor> processors = Processor.parse(
                "cpuinfo", "processor\t: 3\nFeatures\t: fp asimd\nCPU part\t: 0xd0c\n\nHardware\t: board\n");
        assertThat(processors)
                .containsExactly(new Processor(
                        3,
                        new Reading.Absent<>("cpuinfo has no line model name"),
                        new Reading.Absent<>("cpuinfo has no line cpu MHz"),
                        Set.of("fp", "asimd"),
                        Map.of("CPU part", "0xd0c")));
        assertThat(Processor.parse("cpuinfo", "processor: 0\ncpu MHz: 2296.651\n")
                        .get(0)
                        .hertz())
                .isEqualTo(new Reading.Value<>(2_296_651_000L));
        assertThatThrownBy(() -> Processor.parse("cpuinfo", "processor: 0\ncpu MHz: 2296\n"))
                .hasMessageStartingWith("cpuinfo, line 2, cpu MHz: expected three digits");
        assertThatThrownBy(() -> Processor.parse("cpuinfo", "a: 0\n")).hasMessageContaining("processor: there is none");
    }

    // --- loadavg, uptime, version, cmdline ---

    @Test
    void averages_and_times_have_two_digits_behind_the_point() {
        assertThat(LoadAverage.parse("loadavg", "0.47 12.11 3.04 1/80 134\n"))
                .isEqualTo(new LoadAverage(0.47, 12.11, 3.04, 1, 80, 134));
        assertThat(Uptime.parse("uptime", "25.33 14.07\n"))
                .isEqualTo(new Uptime(Duration.ofMillis(25_330), Duration.ofMillis(14_070)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.4 0.11 0.04 1/80 134\n",
                "0.47 0.11 0.04 1 134\n",
                "0.47 0.11 0.04 1/80\n",
                "x\n",
                "",
                "1.00 1.00 1.00 1/1 1 1\n"
            })
    void a_load_that_is_not_understood_is_refused(String text) {
        assertThatThrownBy(() -> LoadAverage.parse("loadavg", text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("loadavg, line 1, ");
        assertThatThrownBy(() -> Uptime.parse("uptime", text)).isInstanceOf(KernelTextException.class);
    }

    @ParameterizedTest
    @CsvSource({"5.10, 5.10.0-32-cloud-amd64", "6.1, 6.1.0-50-cloud-amd64", "7.2, 7.2.13+deb14-cloud-amd64"})
    void a_kernel_has_a_release_and_was_booted_with_parameters(String kernel, String release) {
        assertThat(KernelVersion.parse("version", Fixture.text(kernel, "machine/version"))
                        .release())
                .isEqualTo(release);
        KernelCommandLine line = KernelCommandLine.parse("cmdline", Fixture.text(kernel, "machine/cmdline"));
        assertThat(line.value("psi")).hasValue("1");
        assertThat(line.value("quiet")).hasValue("");
        assertThat(line.value("example")).hasValue("two words");
        assertThat(line.value("exam")).isEmpty();
        assertThatThrownBy(() -> KernelVersion.parse("version", "Linux\n")).isInstanceOf(KernelTextException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "6.18.44-fc, true",
        "6.18, true",
        "6.19-rc1, true",
        "7.0.1, true",
        "6.17.9, false",
        "6.2.0, false",
        "5.99.1, false",
        "6, false",
        "next, false"
    })
    void a_release_is_compared_by_its_first_two_numbers(String release, boolean isLater) {
        assertThat(new KernelVersion(release, "").isAtLeast(6, 18)).isEqualTo(isLater);
    }

    @Test
    void quotes_may_stand_anywhere_in_a_parameter() {
        assertThat(KernelCommandLine.parse("cmdline", "a=\"b c\"  \"d=e f\" g=1 g=2\n")
                        .parameters())
                .containsExactly("a=\"b c\"", "\"d=e f\"", "g=1", "g=2");
        assertThat(KernelCommandLine.parse("cmdline", "\"d=e f\" g=1 g=2\n").value("d"))
                .hasValue("e f");
        assertThat(KernelCommandLine.parse("cmdline", "g=1 g=2\n").value("g")).hasValue("2");
        assertThat(KernelCommandLine.parse("cmdline", "\n").parameters()).isEmpty();
    }

    // --- stat, vmstat ---

    private static final String STAT =
            "cpu  11 12 13 14 15 16 17 18 19 20\ncpu3 21 22 23 24 25 26 27 28 29 30\nintr 31 1 30\n"
                    + "ctxt 18446744073709551615\nbtime 1795646954\nprocesses 33\nprocs_running 34\nprocs_blocked 35\nsoftirq 36 1 35\n";

    @Test
    void lines_of_the_machine_are_told_apart() {
        MachineStatistics stat = MachineStatistics.parse("stat", STAT, UNITS);
        assertThat(stat.all()).isEqualTo(times(11));
        assertThat(stat.processors()).isEqualTo(Map.of(3, times(21)));
        assertThat(stat.interrupts()).isEqualTo(31);
        assertThat(stat.contextSwitches()).isEqualTo(-1);
        assertThat(stat.bootTime()).isEqualTo(Instant.ofEpochSecond(1_795_646_954));
        assertThat(stat.started()).isEqualTo(33);
        assertThat(stat.running()).isEqualTo(34);
        assertThat(stat.blocked()).isEqualTo(35);
        assertThat(stat.softInterrupts()).isEqualTo(36);
    }

    private static MachineStatistics.Times times(int first) {
        Function<Integer, Duration> ticks = offset -> Duration.ofMillis((first + offset) * 10L);
        return new MachineStatistics.Times(
                ticks.apply(0),
                ticks.apply(1),
                ticks.apply(2),
                ticks.apply(3),
                ticks.apply(4),
                ticks.apply(5),
                ticks.apply(6),
                ticks.apply(7),
                ticks.apply(8),
                ticks.apply(9));
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_statistics_are_understood(String kernel) {
        MachineStatistics stat = MachineStatistics.parse("stat", Fixture.text(kernel, "machine/stat"), UNITS);
        assertThat(stat.processors()).containsOnlyKeys(0, 1);
        assertThat(stat.bootTime()).isAfter(Instant.parse("2026-11-01T00:00:00Z"));
        VirtualMemoryCounters counters = VirtualMemoryCounters.parse("vmstat", Fixture.text(kernel, "machine/vmstat"));
        assertThat(counters.of("pgfault").value().orElseThrow()).isPositive();
        assertThat(counters.of("none")).isEqualTo(new Reading.Absent<>("this kernel does not count none"));
    }

    @ParameterizedTest
    @CsvSource({
        "' 20\n', '\n', 1, guest_nice: the line has only 9 fields",
        "'cpu3', 'cpux', 2, cpu: expected a number",
        "'intr 31', 'intr x', 3, intr: expected a number",
        "'btime 17', 'btime 99999999917', 5, btime: 9999999991795646954 is too large",
        "'ctxt', 'ctxx', 1, ctxt: there is no such line"
    })
    void a_statistic_that_is_not_understood_is_refused(String what, String by, int line, String message) {
        assertThatThrownBy(() -> MachineStatistics.parse("stat", STAT.replaceFirst(what, by), UNITS))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("stat, line " + line + ", " + message);
    }

    // --- interrupts, softirqs ---

    @Test
    void an_interrupt_has_a_count_for_each_processor() {
        InterruptTable table = InterruptTable.parse(
                "interrupts",
                "      CPU0  CPU2 \n  24:   11   18446744073709551615  IO-APIC   4-edge    ttyS0\n LOC: 13 14  Local timer interrupts\n"
                        + " ERR:  15\n");
        assertThat(table.processors()).containsExactly(0, 2);
        assertThat(table.rows())
                .isEqualTo(Map.of(
                        "24", new InterruptTable.Row(List.of(11L, -1L), "IO-APIC 4-edge ttyS0"),
                        "LOC", new InterruptTable.Row(List.of(13L, 14L), "Local timer interrupts"),
                        "ERR", new InterruptTable.Row(List.of(15L), "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CPU0\n24: x\n",
                "CPU0\n24 1\n",
                "\n24: 1\n",
                "CPU0\n1: 1\n1: 1\n",
                "X\n",
                "CPU0 CPU1 CPU2\n1: 1 2\n"
            })
    void interrupts_that_are_not_understood_are_refused(String text) {
        assertThatThrownBy(() -> InterruptTable.parse("interrupts", text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("interrupts, line ");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_interrupts_are_understood(String kernel) {
        InterruptTable table = InterruptTable.parse("interrupts", Fixture.text(kernel, "machine/interrupts"));
        assertThat(table.processors()).containsExactly(0, 1);
        assertThat(table.rows().get("LOC").description()).isEqualTo("Local timer interrupts");
        assertThat(table.rows().get("LOC").counts())
                .hasSize(2)
                .allSatisfy(count -> assertThat(count).isPositive());
        InterruptTable soft = InterruptTable.parse("softirqs", Fixture.text(kernel, "machine/softirqs"));
        assertThat(soft.rows()).containsKeys("TIMER", "RCU", "NET_RX");
        assertThat(soft.rows().get("TIMER").counts()).hasSize(2);
    }

    @Test
    void what_a_kernel_does_not_have_is_absent(@TempDir Path proc) {
        new ProcTree(proc).with("vmstat", "x\n");
        assertThat(Pressure.read(proc, Pressure.Resource.MEMORY))
                .isEqualTo(new Reading.Absent<>(proc + "/pressure/memory is not there"));
        assertThat(VirtualMemoryCounters.read(proc).fault())
                .startsWith(proc + "/vmstat, line 1, name: expected a name");
        assertThat(MachineStatistics.read(proc, UNITS)).isInstanceOf(Reading.Absent.class);
    }
}
