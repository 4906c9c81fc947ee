package dev.ringfence.kernelfs.proc.tools;

import static dev.ringfence.kernelfs.proc.Live.PROC;
import static dev.ringfence.kernelfs.proc.Live.UNITS;
import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskIds;
import dev.ringfence.kernelfs.proc.TaskStatistics;
import dev.ringfence.kernelfs.proc.machine.Uptime;
import dev.ringfence.kernelfs.proc.memory.MemoryRollup;
import dev.ringfence.kernelfs.proc.tools.LiveProcesses.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes and threads as ps shows them. */
@Tag("linux")
@Tag("tools")
class PsLinuxTests {
    @RegisterExtension
    static final LiveProcesses PROCESSES = new LiveProcesses();

    private Tool ps;

    @BeforeEach
    void find() {
        ps = Tool.named("ps");
    }

    @ParameterizedTest
    @EnumSource
    void each_column_says_what_we_read(Kind kind, TestReporter reporter) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        Set<String> known = ps.lines("L").stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
        Map<String, String> ours = PsFields.of(process.directory());
        List<String> columns = ours.keySet().stream().filter(known::contains).toList();
        reporter.publishEntry("columns compared", String.join(" ", columns));
        assertThat(columns).containsAll(PsFields.IN_EVERY_VERSION);

        var same = SameMoment.of(() -> PsFields.of(process.directory()), () -> columns(process.pid(), columns));

        Map<String, String> expected = new LinkedHashMap<>(same.ours());
        expected.keySet().retainAll(columns);
        assertThat(Fields.differences(expected, same.theirs())).isEmpty();
    }

    private Map<String, String> columns(int pid, List<String> columns) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : columns) {
            // A width keeps ps from cutting a name off.
            String format =
                    List.of("wchan", "comm", "cgroup", "supgid", "exe").contains(column) ? column + ":4000" : column;
            values.put(column, ps.run("-ww", "-o", format + "=", "-p", pid).strip());
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource
    void threads_are_listed_with_their_names_and_states(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        var same = SameMoment.of(
                () -> threads(process),
                () -> ps.lines("-L", "-ww", "-o", "lwp=,s=,psr=,min_flt=,maj_flt=,comm=", "-p", process.pid()).stream()
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .toList());
        assertThat(same.theirs()).containsExactlyInAnyOrderElementsOf(same.ours());
        if (kind == Kind.JVM)
            assertThat(same.theirs()).hasSizeGreaterThan(10).anyMatch(line -> line.endsWith(" desk-3"));
    }

    /** ps has the libraries of the process itself, so while it looks their pages have one more who shares them. */
    @ParameterizedTest
    @EnumSource
    void the_share_of_memory_is_less_by_what_ps_shares(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        Assumptions.assumeTrue(knows("pss"), "tools tier: this ps has no column pss");
        var same = SameMoment.of(
                () -> value(MemoryRollup.read(process.directory())).use().proportionalBytes() >> 10,
                () -> Long.parseLong(ps.run("-o", "pss=", "-p", process.pid()).strip()));
        assertThat(same.theirs()).isBetween(same.ours() / 2, same.ours());
    }

    private boolean knows(String column) {
        return ps.lines("L").stream().anyMatch(line -> line.startsWith(column + " "));
    }

    private static List<String> threads(LiveProcess process) {
        List<String> threads = new ArrayList<>();
        for (int tid : value(TaskIds.ofThreads(process.directory()))) {
            TaskStatistics stat = value(TaskStatistics.read(TaskDirectory.thread(PROC, process.pid(), tid), UNITS));
            // ps shows the faults of all threads for the first one.
            TaskStatistics counted =
                    tid == process.pid() ? value(TaskStatistics.read(process.directory(), UNITS)) : stat;
            threads.add(
                    tid + " " + stat.state().letter() + " " + stat.scheduling().processor() + " "
                            + counted.faults().minor() + " " + counted.faults().major() + " "
                            + stat.comm().strip().replaceAll(" +", " "));
        }
        return threads;
    }

    @ParameterizedTest
    @EnumSource
    void time_goes_on_meanwhile(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        Duration started =
                value(TaskStatistics.read(process.directory(), UNITS)).startedAfterBoot();
        long before = value(Uptime.read(PROC)).up().minus(started).toSeconds();
        long theirs =
                Long.parseLong(ps.run("-o", "etimes=", "-p", process.pid()).strip());
        long after = value(Uptime.read(PROC)).up().minus(started).toSeconds();
        // Versions before 4.0 subtract the whole seconds of the start from those since boot.
        assertThat(theirs).isBetween(before, after + 1);
    }

    /** The kernel tells of the start in ticks since boot, and of boot in whole seconds, so rounding makes a second. */
    @ParameterizedTest
    @EnumSource
    void the_start_is_the_same_to_the_second(Kind kind) throws Exception {
        LiveProcess process = PROCESSES.get(kind);
        String text = ps.run("-o", "lstart=", "-p", process.pid()).strip();
        Instant theirs = LocalDateTime.parse(
                        text, DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT))
                .atZone(ZoneId.systemDefault())
                .toInstant();
        assertThat(Duration.between(theirs, PsFields.started(process.directory()))
                        .abs())
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
