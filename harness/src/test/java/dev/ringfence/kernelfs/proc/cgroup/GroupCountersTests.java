package dev.ringfence.kernelfs.proc.cgroup;

import static dev.ringfence.kernelfs.proc.Live.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.ProcTree;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.cgroup.GroupProcessor.Throttling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCountersTests {
    private static final String VERSION_1 = "31 29 0:26 / /cg/memory rw - cgroup cgroup rw,memory\n"
            + "32 29 0:27 / /cg/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
            + "33 29 0:28 / /cg/pids rw - cgroup cgroup rw,pids\n";
    private static final String VERSION_2 = "30 29 0:25 / /cg/unified rw - cgroup2 cgroup2 rw\n";

    @TempDir
    Path proc;

    private Map<String, Reading<Path>> files(String cgroup, String mountinfo) {
        TaskDirectory task = new ProcTree(proc)
                .with("7/cgroup", cgroup)
                .with("7/mountinfo", mountinfo)
                .process(7);
        return GroupCounters.files(task, task);
    }

    private Reading<Path> at(String file) {
        return new Reading.Value<>(Path.of(proc + "/7/root/cg/" + file));
    }

    private static GroupCounters of(Map<String, String> texts) {
        Map<String, Reading<String>> readings = new HashMap<>();
        texts.forEach((name, text) -> readings.put(name, new Reading.Value<>(text)));
        return GroupCounters.of("/proc/7", readings);
    }

    // --- Which files count ---

    @Test
    void version_2_has_one_group_for_all() {
        assertThat(files("0::/g\n", VERSION_2))
                .containsOnly(
                        entry("cgroup2/memory.current", at("unified/g/memory.current")),
                        entry("cgroup2/memory.peak", at("unified/g/memory.peak")),
                        entry("cgroup2/cpu.stat", at("unified/g/cpu.stat")),
                        entry("cgroup2/pids.current", at("unified/g/pids.current")));
    }

    @Test
    void version_1_has_a_group_for_each_controller() {
        assertThat(files("4:pids:/p\n3:cpu,cpuacct:/c\n2:memory:/m\n0::/u\n", VERSION_1 + VERSION_2))
                .containsOnly(
                        entry("cgroup1/memory.usage_in_bytes", at("memory/m/memory.usage_in_bytes")),
                        entry("cgroup1/memory.max_usage_in_bytes", at("memory/m/memory.max_usage_in_bytes")),
                        entry("cgroup1/cpu.stat", at("cpu,cpuacct/c/cpu.stat")),
                        entry("cgroup1/cpuacct.usage", at("cpu,cpuacct/c/cpuacct.usage")),
                        entry("cgroup1/pids.current", at("pids/p/pids.current")));
    }

    @Test
    void both_versions_may_count_for_one_process() {
        assertThat(files("2:memory:/m\n0::/u\n", VERSION_1 + VERSION_2))
                .containsOnlyKeys(
                        "cgroup1/memory.usage_in_bytes",
                        "cgroup1/memory.max_usage_in_bytes",
                        "cgroup2/cpu.stat",
                        "cgroup2/pids.current");
    }

    @Test
    void a_controller_without_a_group_has_a_reason() {
        Reading<Path> none = new Reading.Absent<>("it is in no control group");
        assertThat(files("", VERSION_2))
                .containsOnly(
                        entry("cgroup/memory", none),
                        entry("cgroup/cpu", none),
                        entry("cgroup/cpuacct", none),
                        entry("cgroup/pids", none));
        assertThat(files("0::/\n", ""))
                .containsEntry("cgroup/cpu", new Reading.Absent<>("the hierarchy of version 2 is not mounted"));
        TaskDirectory gone = TaskDirectory.process(proc, 8);
        assertThat(GroupCounters.files(gone, gone))
                .containsEntry("cgroup/pids", new Reading.Absent<>(proc + "/8/cgroup is not there"));
    }

    // --- What they say ---

    @Test
    void counters_of_version_2() {
        GroupCounters counters = of(Map.of(
                "cgroup2/memory.current", Fixture.text("6.1", "cgroup-v2/memory.current"),
                "cgroup2/memory.peak", Fixture.text("6.1", "cgroup-v2/memory.peak"),
                "cgroup2/cpu.stat", Fixture.text("6.1", "cgroup-v2/cpu.stat"),
                "cgroup2/pids.current", "3\n"));

        assertThat(counters)
                .isEqualTo(new GroupCounters(
                        new Reading.Value<>(253_952L),
                        new Reading.Value<>(262_144L),
                        new Reading.Value<>(Duration.ofNanos(2_745_970_000L)),
                        new Reading.Value<>(new Throttling(141, 138, Duration.ofNanos(10_914_599_000L))),
                        new Reading.Value<>(3L)));
    }

    @Test
    void counters_of_version_1() {
        GroupCounters counters = of(Map.of(
                "cgroup1/memory.usage_in_bytes", Fixture.text("6.1", "cgroup-v1-memory/memory.usage_in_bytes"),
                "cgroup1/memory.max_usage_in_bytes", Fixture.text("6.1", "cgroup-v1-memory/memory.max_usage_in_bytes"),
                "cgroup1/cpuacct.usage", Fixture.text("6.1", "cgroup-v1-cpu,cpuacct/cpuacct.usage"),
                "cgroup1/cpu.stat", Fixture.text("6.1", "cgroup-v1-cpu,cpuacct/cpu.stat"),
                "cgroup1/pids.current", "2\n"));

        assertThat(counters)
                .isEqualTo(new GroupCounters(
                        new Reading.Value<>(253_952L),
                        new Reading.Value<>(262_144L),
                        new Reading.Value<>(Duration.ofNanos(2_426_623_779L)),
                        new Reading.Value<>(new Throttling(121, 119, Duration.ofNanos(9_517_955_330L))),
                        new Reading.Value<>(2L)));
    }

    @Test
    void what_no_group_counts_is_absent() {
        Reading<String> none = new Reading.Absent<>("it is in no control group");
        GroupCounters counters = GroupCounters.of(
                "/proc/7",
                Map.of("cgroup/memory", none, "cgroup/cpu", none, "cgroup/cpuacct", none, "cgroup/pids", none));

        Reading<?> absent = new Reading.Absent<>("it is in no control group");
        assertThat(counters.memoryBytes()).isEqualTo(absent);
        assertThat(counters.peakMemoryBytes()).isEqualTo(absent);
        assertThat(counters.processorTime()).isEqualTo(absent);
        assertThat(counters.throttling()).isEqualTo(absent);
        assertThat(counters.tasks()).isEqualTo(absent);
    }

    @Test
    void a_group_without_a_controller_counts_less() {
        GroupCounters counters = GroupCounters.of(
                "/proc/7",
                Map.of(
                        "cgroup2/cpu.stat", new Reading.Value<>("usage_usec 12\nuser_usec 5\nsystem_usec 7\n"),
                        "cgroup2/memory.current", new Reading.Absent<>("/cg/memory.current is not there"),
                        "cgroup2/memory.peak", new Reading.Absent<>("/cg/memory.peak is not there"),
                        "cgroup2/pids.current", new Reading.Failed<>("/cg/pids.current: permission denied")));

        assertThat(value(counters.processorTime())).isEqualTo(Duration.ofNanos(12_000));
        assertThat(counters.throttling()).isInstanceOf(Reading.Absent.class);
        assertThat(counters.memoryBytes()).isEqualTo(new Reading.Absent<>("/cg/memory.current is not there"));
        assertThat(counters.tasks()).isEqualTo(new Reading.Failed<>("/cg/pids.current: permission denied"));
    }

    @Test
    void what_is_no_number_has_failed_and_what_was_not_captured_is_absent() {
        GroupCounters counters = of(Map.of("cgroup2/memory.current", "many\n"));

        assertThat(counters.memoryBytes().fault())
                .startsWith("/proc/7/cgroup2/memory.current, line 1, number: expected a number");
        assertThat(counters.memoryBytes()).isInstanceOf(Reading.Failed.class);
        assertThat(counters.tasks())
                .isEqualTo(new Reading.Absent<>("the counters of control groups were not captured"));
        assertThat(counters.throttling())
                .isEqualTo(new Reading.Absent<>("the counters of control groups were not captured"));
    }
}
