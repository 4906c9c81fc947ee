package dev.ringfence.kernelfs.proc.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Limit;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.ProcTree;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlGroupTests {
    private static final MachineUnits UNITS = new MachineUnits(100, 4096);

    @TempDir
    Path proc;

    private Reading<ControlGroup> find(String controller, String cgroup, String mountinfo) {
        TaskDirectory task = new ProcTree(proc)
                .with("7/cgroup", cgroup)
                .with("7/mountinfo", mountinfo)
                .process(7);
        return ControlGroup.of(task, controller, task);
    }

    private Reading<ControlGroup> at(int version, String directory) {
        return new Reading.Value<>(new ControlGroup(version, Path.of(proc + "/7/root" + directory)));
    }

    // --- Membership ---

    @Test
    void a_path_may_have_colons() {
        assertThat(GroupMembership.parse("cgroup", "12:cpu,cpuacct:/a:b c\n1:name=systemd:/\n0::/x (deleted)\n"))
                .containsExactly(
                        new GroupMembership(12, List.of("cpu", "cpuacct"), "/a:b c"),
                        new GroupMembership(1, List.of("name=systemd"), "/"),
                        new GroupMembership(0, List.of(), "/x (deleted)"));
        assertThat(GroupMembership.parse("cgroup", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'1:a\n', 'path: expected it behind two colons'",
        "'x:a:/\n', 'hierarchy: expected a number'",
        "'1:a:b\n', 'path: it does not begin with a slash'"
    })
    void a_line_that_is_not_understood_is_refused(String text, String message) {
        assertThatThrownBy(() -> GroupMembership.parse("cgroup", text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("cgroup, line 1, " + message);
    }

    // --- Where a group is ---

    private static final String VERSION_1 = "31 29 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
            + "32 29 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n";
    private static final String VERSION_2 = "30 29 0:25 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";

    @Test
    void a_controller_is_in_one_of_the_hierarchies() {
        String cgroup = "3:cpu,cpuacct:/c\n2:memory:/m\n0::/u\n";
        assertThat(find("memory", cgroup, VERSION_1 + VERSION_2)).isEqualTo(at(1, "/sys/fs/cgroup/memory/m"));
        assertThat(find("cpuacct", cgroup, VERSION_1 + VERSION_2)).isEqualTo(at(1, "/sys/fs/cgroup/cpu,cpuacct/c"));
        assertThat(find("pids", cgroup, VERSION_1 + VERSION_2)).isEqualTo(at(2, "/sys/fs/cgroup/unified/u"));
        assertThat(find("memory", "0::/\n", VERSION_2)).isEqualTo(at(2, "/sys/fs/cgroup/unified/"));
    }

    @Test
    void a_container_sees_a_part_of_the_hierarchy() {
        String part = "30 29 0:25 /box /cg rw - cgroup2 cgroup2 rw\n";
        assertThat(find("memory", "0::/box/inner\n", part)).isEqualTo(at(2, "/cg/inner"));
        assertThat(find("memory", "0::/box\n", part)).isEqualTo(at(2, "/cg"));
        assertThat(find("memory", "0::/boxes\n", part).fault())
                .isEqualTo("the group /boxes is not below /box, which is mounted");
        assertThat(find("memory", "0::/boxes\n", part + VERSION_2)).isEqualTo(at(2, "/sys/fs/cgroup/unified/boxes"));
        assertThat(find("memory", "0::/../other\n", VERSION_2)).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_group_that_cannot_be_found_is_absent() {
        assertThat(find("memory", "", VERSION_2)).isEqualTo(new Reading.Absent<>("it is in no control group"));
        assertThat(find("memory", "0::/\n", ""))
                .isEqualTo(new Reading.Absent<>("the hierarchy of version 2 is not mounted"));
        assertThat(find("memory", "2:memory:/\n0::/\n", VERSION_2))
                .isEqualTo(new Reading.Absent<>("the hierarchy of memory is not mounted"));
        assertThat(find("memory", "0::/a\0b\n", VERSION_2)).isInstanceOf(Reading.Failed.class);
        TaskDirectory gone = TaskDirectory.process(proc, 8);
        assertThat(ControlGroup.of(gone, "memory", gone)).isInstanceOf(Reading.Absent.class);
    }

    // --- What is in it ---

    private static final String[] ALL = {
        "memory.current",
        "memory.peak",
        "memory.max",
        "memory.high",
        "memory.swap.current",
        "memory.events",
        "memory.stat",
        "cpu.stat",
        "cpu.max",
        "pids.current",
        "pids.max",
        "pids.events",
        "memory.usage_in_bytes",
        "memory.max_usage_in_bytes",
        "memory.limit_in_bytes",
        "memory.failcnt",
        "cpuacct.usage",
        "cpuacct.stat",
        "cpu.cfs_quota_us",
        "cpu.cfs_period_us"
    };

    private ControlGroup captured(String kernel, String who, int version) {
        new ProcTree(proc).withCaptured(kernel, who, "group", ALL);
        return new ControlGroup(version, proc.resolve("group"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "7.2"})
    void version_2_has_limits_as_they_were_set(String kernel) {
        ControlGroup group = captured(kernel, "cgroup-v2", 2);
        GroupMemory memory = GroupMemory.read(group).value().orElseThrow();
        assertThat(memory.currentBytes()).isPositive();
        assertThat(memory.limit()).isEqualTo(new Reading.Value<>(new Limit.AtMost(64 << 20)));
        assertThat(memory.throttlingLimit()).isEqualTo(new Reading.Value<>(new Limit.Unlimited()));
        assertThat(memory.swappedBytes()).isEqualTo(new Reading.Value<>(0L));
        assertThat(memory.events().value().orElseThrow()).containsEntry("oom_kill", 0L);
        assertThat(memory.statistics().value().orElseThrow()).containsKeys("anon", "file", "pgfault");
        if (kernel.equals("5.10")) assertThat(memory.peakBytes()).isInstanceOf(Reading.Absent.class);
        else assertThat(memory.peakBytes().value().orElseThrow()).isGreaterThanOrEqualTo(memory.currentBytes());
        GroupProcessor processor = GroupProcessor.read(group).value().orElseThrow();
        assertThat(processor.used()).isPositive();
        assertThat(processor.quota())
                .isEqualTo(
                        new Reading.Value<>(new GroupProcessor.Quota(Duration.ofMillis(20), Duration.ofMillis(100))));
        assertThat(processor.throttling().value().orElseThrow().throttledPeriods())
                .isPositive();
        assertThat(GroupProcesses.read(group))
                .isEqualTo(new Reading.Value<>(
                        new GroupProcesses(1, new Reading.Value<>(new Limit.AtMost(77)), new Reading.Value<>(0L))));
    }

    @Test
    void version_1_has_other_names() {
        ControlGroup memoryGroup = captured("6.1", "cgroup-v1-memory", 1);
        GroupMemory memory = GroupMemory.read(memoryGroup).value().orElseThrow();
        assertThat(memory.currentBytes()).isEqualTo(253_952);
        assertThat(memory.peakBytes()).isEqualTo(new Reading.Value<>(262_144L));
        assertThat(memory.limit()).isEqualTo(new Reading.Value<>(new Limit.AtMost(64 << 20)));
        assertThat(memory.throttlingLimit()).isInstanceOf(Reading.Absent.class);
        assertThat(memory.events()).isEqualTo(new Reading.Value<>(Map.of("failcnt", 0L)));
        ControlGroup cpu = captured("6.1", "cgroup-v1-cpu,cpuacct", 1);
        GroupProcessor processor = GroupProcessor.read(cpu, cpu, UNITS).value().orElseThrow();
        assertThat(processor)
                .isEqualTo(new GroupProcessor(
                        Duration.ofNanos(2_426_623_779L),
                        new Reading.Value<>(Duration.ofMillis(2300)),
                        new Reading.Value<>(Duration.ofMillis(120)),
                        new Reading.Value<>(new GroupProcessor.Throttling(121, 119, Duration.ofNanos(9_517_955_330L))),
                        new Reading.Value<>(new GroupProcessor.Quota(Duration.ofMillis(20), Duration.ofMillis(100)))));
        assertThat(GroupProcessor.read(cpu).fault()).isEqualTo("in version 1 two controllers count: cpu and cpuacct");
        assertThat(GroupProcesses.read(captured("6.1", "cgroup-v1-pids", 1))
                        .value()
                        .orElseThrow()
                        .current())
                .isEqualTo(1);
    }

    @Test
    void no_limit_is_written_in_three_ways() {
        assertThat(GroupFiles.limit("memory.max", "max\n")).isEqualTo(new Limit.Unlimited());
        assertThat(GroupFiles.limit("memory.limit_in_bytes", "9223372036854771712\n"))
                .isEqualTo(new Limit.Unlimited());
        assertThat(GroupFiles.limit("memory.limit_in_bytes", "9223372036854710272\n"))
                .isEqualTo(new Limit.Unlimited());
        assertThat(GroupFiles.limit("memory.limit_in_bytes", "9223372036854000000\n"))
                .isEqualTo(new Limit.AtMost(9_223_372_036_854_000_000L));
        assertThat(GroupProcessor.parseQuota("cpu.max", "max 100000\n"))
                .isEqualTo(new Reading.Absent<>("there is no limit"));
        ControlGroup group = new ControlGroup(1, proc);
        new ProcTree(proc)
                .with("cpuacct.usage", "12\n")
                .with("cpu.cfs_quota_us", "-1\n")
                .with("cpu.cfs_period_us", "100000\n");
        assertThat(GroupProcessor.read(group, group, UNITS)
                        .value()
                        .orElseThrow()
                        .quota())
                .isEqualTo(new Reading.Absent<>("there is no limit"));
    }

    @Test
    void a_group_without_a_controller_has_no_numbers() {
        ControlGroup group = new ControlGroup(2, proc);
        assertThat(GroupMemory.read(group)).isEqualTo(new Reading.Absent<>(proc + "/memory.current is not there"));
        assertThat(GroupProcesses.read(group)).isInstanceOf(Reading.Absent.class);
        new ProcTree(proc).with("cpu.stat", "usage_usec 12\nuser_usec 5\nsystem_usec 7\n");
        GroupProcessor processor = GroupProcessor.read(group).value().orElseThrow();
        assertThat(processor.used()).isEqualTo(Duration.ofNanos(12_000));
        assertThat(processor.user()).isEqualTo(new Reading.Value<>(Duration.ofNanos(5_000)));
        assertThat(processor.system()).isEqualTo(new Reading.Value<>(Duration.ofNanos(7_000)));
        assertThat(processor.throttling()).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_number_that_is_none_has_failed() {
        ControlGroup group = new ControlGroup(2, proc);
        new ProcTree(proc)
                .with("memory.current", "x\n")
                .with("pids.current", "3\n")
                .with("pids.max", "some\n")
                .with("cpu.stat", "usage_usec 9223372036854775807\n");
        assertThat(GroupMemory.read(group).fault())
                .startsWith(proc + "/memory.current, line 1, number: expected a number");
        assertThat(GroupProcesses.read(group).value().orElseThrow().limit().fault())
                .startsWith(proc + "/pids.max, line 1, limit: expected a number");
        assertThat(GroupProcessor.read(group).fault())
                .startsWith(proc + "/cpu.stat, line 1, usage_usec: 9223372036854775807 is too large");
    }
}
