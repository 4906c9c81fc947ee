package dev.ringfence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.LinkReader;
import dev.ringfence.kernelfs.proc.Live;
import dev.ringfence.kernelfs.proc.ProcTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotReaderTests {
    @TempDir
    Path directory;

    @Test
    void what_is_always_read_is_there_without_asking() {
        tree();
        ProcessSnapshot process = reader().process(7, Set.of());

        assertThat(process.files()).containsOnlyKeys("status", "stat", "io", "limits", "cmdline");
        assertThat(process.links()).containsOnlyKeys("cwd", "root", "exe");
        assertThat(process.threads()).isEqualTo(new Reading.Absent<>("task was not captured"));
        assertThat(process.descriptors()).isEqualTo(new Reading.Absent<>("fd was not captured"));
        assertThat(process.files().get("status")).isEqualTo(new Reading.Value<>("verbatim\u00e9"));
        assertThat(process.workingDirectory()).isEqualTo(new Reading.Value<>("/some where"));
    }

    @Test
    void what_is_not_there_is_absent_with_its_file() {
        tree();
        ProcessSnapshot process = reader().process(7, Set.of());

        assertThat(process.io()).isEqualTo(new Reading.Absent<>(directory.resolve("7/io") + " is not there"));
        assertThat(process.program()).isEqualTo(new Reading.Absent<>(directory.resolve("7/exe") + " is not there"));
        assertThat(reader().process(9, Set.of(SnapshotPart.THREADS)).threads())
                .isEqualTo(new Reading.Absent<>(directory.resolve("9/task") + " is not there"));
    }

    @ParameterizedTest
    @EnumSource(names = {"THREADS", "THREAD_DETAILS", "THREAD_ORIGINS"})
    void what_is_said_of_threads_takes_a_list_of_them(SnapshotPart part) {
        tree();
        ProcessSnapshot process = reader().process(7, Set.of(part));

        assertThat(process.threads()).isEqualTo(new Reading.Value<>(List.of(7, 8)));
        assertThat(process.files()).containsKeys("task/7/stat", "task/8/stat");
    }

    @Test
    void what_is_asked_for_is_there_too() {
        tree().with("7/maps", "m")
                .with("7/net/tcp", "t")
                .with("7/task/8/status", "s")
                .withLink("7/fd/3", "pipe:[5]")
                .with("7/fdinfo/3", "i");
        ProcessSnapshot process = reader().process(7, EnumSet.allOf(SnapshotPart.class));

        assertThat(process.files().get("maps")).isEqualTo(new Reading.Value<>("m"));
        assertThat(process.files().get("net/tcp")).isEqualTo(new Reading.Value<>("t"));
        assertThat(process.files().get("task/8/status")).isEqualTo(new Reading.Value<>("s"));
        assertThat(process.files().get("fdinfo/3")).isEqualTo(new Reading.Value<>("i"));
        assertThat(process.descriptors()).isEqualTo(new Reading.Value<>(Map.of(3, "pipe:[5]")));
    }

    @Test
    void the_files_of_control_groups_have_names_of_their_own() {
        tree().with("7/cgroup", "2:memory:/m\n0::/u\n")
                .with(
                        "self/mountinfo",
                        "30 29 0:25 / /cg/unified rw - cgroup2 cgroup2 rw\n"
                                + "31 29 0:26 / /cg/memory rw - cgroup cgroup rw,memory\n")
                .with("self/root/cg/memory/m/memory.usage_in_bytes", "4096\n")
                .with("self/root/cg/unified/u/cpu.stat", "usage_usec 3\n");
        ProcessSnapshot process = reader().process(7, Set.of(SnapshotPart.GROUP_COUNTERS));

        assertThat(process.files())
                .containsEntry("cgroup", new Reading.Value<>("2:memory:/m\n0::/u\n"))
                .containsEntry("cgroup1/memory.usage_in_bytes", new Reading.Value<>("4096\n"))
                .containsEntry("cgroup2/cpu.stat", new Reading.Value<>("usage_usec 3\n"));
        assertThat(process.groupCounters().memoryBytes()).isEqualTo(new Reading.Value<>(4096L));
        assertThat(process.groupCounters().peakMemoryBytes())
                .isEqualTo(new Reading.Absent<>(
                        directory.resolve("self/root/cg/memory/m/memory.max_usage_in_bytes") + " is not there"));
        assertThat(process.groupCounters().processorTime()).isEqualTo(new Reading.Value<>(Duration.ofNanos(3000)));
    }

    @Test
    void a_process_in_no_control_group_has_the_reason_captured() {
        tree().with("7/cgroup", "").with("self/mountinfo", "");
        ProcessSnapshot process = reader().process(7, Set.of(SnapshotPart.GROUP_COUNTERS));

        assertThat(process.files()).containsEntry("cgroup/memory", new Reading.Absent<>("it is in no control group"));
        assertThat(process.groupCounters().tasks()).isEqualTo(new Reading.Absent<>("it is in no control group"));
    }

    @Test
    void what_a_virtual_machine_says_of_its_heap_is_kept_where_it_is_asked_for() {
        tree().with("7/smaps", "s");
        Reading<String> told = new Reading.Value<>("heap");

        assertThat(reader().jvm(7, Set.of(SnapshotPart.HEAP), told).files())
                .containsEntry("GC.heap_info", told)
                .containsEntry("smaps", new Reading.Value<>("s"));
        assertThat(reader().jvm(7, Set.of(), told).files()).doesNotContainKeys("GC.heap_info", "smaps");
    }

    @Test
    void what_counts_is_read_alone() {
        tree();
        assertThat(reader().counters(7).files()).containsOnlyKeys("status", "stat", "io");
    }

    @Test
    void what_counts_is_read_of_each_thread_where_its_details_are_asked_for() {
        tree().with("7/task/8/status", "s");
        ProcessSnapshot details = reader().counters(7, EnumSet.allOf(SnapshotPart.class));

        assertThat(details.threads()).isEqualTo(new Reading.Value<>(List.of(7, 8)));
        assertThat(details.files())
                .containsOnlyKeys(
                        "status", "stat", "io", "task/7/stat", "task/7/status", "task/8/stat", "task/8/status");
        assertThat(details.files().get("task/8/status")).isEqualTo(new Reading.Value<>("s"));
        assertThat(details.links()).isEmpty();
        assertThat(reader().counters(7, Set.of(SnapshotPart.THREADS)).threads())
                .isEqualTo(new Reading.Absent<>("task was not captured"));
    }

    @Test
    void what_has_no_room_is_left_out_and_says_so() {
        tree().with("7/maps", "m".repeat(SnapshotReader.MOST_CHARS)).with("7/smaps_rollup", "small");
        Set<SnapshotPart> parts = EnumSet.of(SnapshotPart.MEMORY, SnapshotPart.MAPPINGS, SnapshotPart.GROUPS);
        ProcessSnapshot process = reader().process(7, parts);

        assertThat(process.mappings())
                .isEqualTo(new Reading.Absent<>(
                        "maps was left out: the snapshot would have more than 8388608 characters"));
        assertThat(process.files().get("smaps_rollup")).isEqualTo(new Reading.Value<>("small"));
        assertThat(process.groups())
                .isEqualTo(new Reading.Absent<>(
                        "cgroup was left out: the snapshot would have more than 8388608 characters"));
    }

    @Test
    @Tag("linux")
    void this_virtual_machine_is_read_with_all_parts() {
        SnapshotReader live = new SnapshotReader(Live.PROC, KernelFiles::read, LinkReader.ofFiles());
        int pid = (int) ProcessHandle.current().pid();
        ProcessSnapshot process = live.process(pid, EnumSet.allOf(SnapshotPart.class));

        assertThat(Live.value(process.status()).process()).isEqualTo(pid);
        assertThat(Live.value(process.statistics()).threads()).isGreaterThan(5);
        assertThat(Live.value(process.threads())).contains(pid).hasSizeGreaterThan(5);
        assertThat(Live.value(process.statistics(pid)).tid()).isEqualTo(pid);
        assertThat(Live.value(process.limits()).rows()).isNotEmpty();
        assertThat(Live.value(process.workingDirectory()))
                .isEqualTo(Path.of("").toAbsolutePath().toString());
        assertThat(Live.value(process.descriptors())).containsKey(0);
        assertThat(Live.value(process.mappings())).isNotEmpty();
        assertThat(process.heapUse()).isEqualTo(new Reading.Absent<>("GC.heap_info was not captured"));
        assertThat(process.groupCounters().processorTime().fault()).doesNotContain("not captured");
        assertThat(Live.value(process.environment()).entries()).isNotEmpty();
        assertThat(Live.value(process.commandLine()).arguments()).isNotEmpty();
        assertThat(Live.value(live.machine().openFiles()).open()).isPositive();
        assertThat(Live.value(live.machine().memory())).isNotNull();
        assertThat(Live.value(live.machine().kernel()).release()).isNotBlank();
    }

    private ProcTree tree() {
        return new ProcTree(directory)
                .with("7/status", "verbatim\u00e9")
                .with("7/stat", "s")
                .with("7/limits", "l")
                .with("7/cmdline", "c")
                .with("7/task/7/stat", "a")
                .with("7/task/8/stat", "b")
                .withLink("7/cwd", "/some where")
                .withLink("7/root", "/");
    }

    private SnapshotReader reader() {
        return new SnapshotReader(directory, KernelFiles::read, LinkReader.ofFiles());
    }
}
