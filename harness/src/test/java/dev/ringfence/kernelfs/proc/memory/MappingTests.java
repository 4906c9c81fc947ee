package dev.ringfence.kernelfs.proc.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.DeviceNumber;
import dev.ringfence.kernelfs.proc.FileLink;
import dev.ringfence.kernelfs.proc.Fixture;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class MappingTests {
    private static final List<String> KERNELS = Fixture.KERNELS;

    private static List<Mapping> parse(String text) {
        return Mapping.parse("maps", text);
    }

    @Test
    void fields_are_in_their_order() {
        List<Mapping> mappings = parse("00400000-00401000 r-xp 00012000 fd:1a 4711           /lib/a  b (c)\n"
                + "7f770000-7f780000 -w-s 00000000 00:00 0 \n"
                + "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n");
        assertThat(mappings)
                .containsExactly(
                        new Mapping(
                                0x400000,
                                0x401000,
                                new Mapping.Permissions(true, false, true, false),
                                0x12000,
                                new DeviceNumber(253, 26),
                                4711,
                                "/lib/a  b (c)"),
                        new Mapping(
                                0x7f770000,
                                0x7f780000,
                                new Mapping.Permissions(false, true, false, true),
                                0,
                                new DeviceNumber(0, 0),
                                0,
                                ""),
                        new Mapping(
                                0xffffffffff600000L,
                                0xffffffffff601000L,
                                new Mapping.Permissions(false, false, true, false),
                                0,
                                new DeviceNumber(0, 0),
                                0,
                                "[vsyscall]"));
        assertThat(mappings.get(1).sizeBytes()).isEqualTo(0x10000);
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_mappings_are_understood(String kernel) {
        List<Mapping> odd = parse(Fixture.text(kernel, "odd/maps"));
        assertThat(odd).extracting(Mapping::text).contains("/tmp/odd dir/a) R (b\\012c", "", "[heap]", "[stack]");
        assertThat(odd).isSortedAccordingTo((a, b) -> Long.compareUnsigned(a.start(), b.start()));
        assertThat(parse(Fixture.text(kernel, "zombie/maps"))).isEmpty();
        assertThat(parse(Fixture.text(kernel, "deleted/maps")))
                .extracting(Mapping::text)
                .contains("/tmp/odd dir/gone (deleted)");
    }

    @Test
    void a_name_that_may_be_read_in_two_ways_is_looked_up(@TempDir Path directory) throws IOException {
        Path proc = Files.createDirectories(directory.resolve("7/root/tmp"));
        TaskDirectory task = TaskDirectory.process(directory, 7);
        long lineFeed = inode(proc.resolve("a\nb"));
        long literal = inode(proc.resolve("c\\012d"));
        long marked = inode(proc.resolve("e (deleted)"));
        long both = inode(proc.resolve("f\ng (deleted)"));
        assertThat(mapping("/tmp/a\\012b", lineFeed).file(task)).hasValue(new FileLink("/tmp/a\nb", false));
        assertThat(mapping("/tmp/c\\012d", literal).file(task)).hasValue(new FileLink("/tmp/c\\012d", false));
        assertThat(mapping("/tmp/e (deleted)", marked).file(task)).hasValue(new FileLink("/tmp/e (deleted)", false));
        assertThat(mapping("/tmp/e (deleted)", 1).file(task)).hasValue(new FileLink("/tmp/e", true));
        assertThat(mapping("/tmp/f\\012g (deleted)", both).file(task))
                .hasValue(new FileLink("/tmp/f\ng (deleted)", false));
        assertThat(mapping("/tmp/h\\012i (deleted)", 1).file(task)).hasValue(new FileLink("/tmp/h\ni", true));
        assertThat(mapping("[heap]", 0).file(task)).isEmpty();
    }

    private static long inode(Path file) throws IOException {
        return (long) Files.getAttribute(Files.createFile(file), "unix:ino");
    }

    private static Mapping mapping(String text, long inode) {
        return new Mapping(
                0, 4096, new Mapping.Permissions(true, false, false, false), 0, new DeviceNumber(8, 1), inode, text);
    }

    @ParameterizedTest
    @CsvSource({
        "'00400000 r-xp 0 0:0 0\n', address: expected two addresses",
        "'0040000x-00401000 r-xp 0 0:0 0\n', address: expected a number",
        "'00402000-00401000 r-xp 0 0:0 0\n', address: it ends before it begins",
        "'00400000-00401000 r-x 0 0:0 0\n', perms: expected four letters",
        "'00400000-00401000 r-xx 0 0:0 0\n', perms: expected s or p",
        "'00400000-00401000 r-xp 0 0 0\n', dev: expected two numbers",
        "'00400000-00401000 r-xp 0 0:0\n', inode: the line has only 4 fields"
    })
    void a_fault_names_its_field(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(KernelTextException.class)
                .hasMessageStartingWith("maps, line 1, " + message);
    }

    // --- smaps ---

    @ParameterizedTest
    @FieldSource("KERNELS")
    void mappings_and_their_use_agree(String kernel) {
        List<MappingUse> uses = MappingUse.parse("smaps", Fixture.text(kernel, "odd/smaps"));
        assertThat(uses).extracting(MappingUse::mapping).isEqualTo(parse(Fixture.text(kernel, "odd/maps")));
        PageUse sum = MemoryRollup.parse("smaps_rollup", Fixture.text(kernel, "odd/smaps_rollup"))
                .use();
        assertThat(sum.residentBytes())
                .isEqualTo(uses.stream()
                        .mapToLong(use -> use.use().residentBytes())
                        .sum());
        assertThat(sum.privateDirtyBytes())
                .isEqualTo(uses.stream()
                        .mapToLong(use -> use.use().privateDirtyBytes())
                        .sum());
        assertThat(uses).allSatisfy(use -> assertThat(use.pageBytes()).isEqualTo(4096));
        assertThat(uses.get(1).flags().value().orElseThrow()).contains("rd", "ex");
        assertThat(MappingUse.parse("smaps", Fixture.text(kernel, "zombie/smaps")))
                .isEmpty();
    }

    private static final String SMAP = """
            00400000-00402000 r--p 00000000 00:18 10                   /tmp/a b: c
            Size:                  8 kB
            KernelPageSize:        4 kB
            MMUPageSize:           4 kB
            Rss:                  11 kB
            Pss:                  12 kB
            Pss_Dirty:            13 kB
            Shared_Clean:         14 kB
            Shared_Dirty:         15 kB
            Private_Clean:        16 kB
            Private_Dirty:        17 kB
            Referenced:           18 kB
            Anonymous:            19 kB
            KSM:                  20 kB
            LazyFree:             21 kB
            AnonHugePages:        22 kB
            ShmemPmdMapped:       23 kB
            FilePmdMapped:        24 kB
            Shared_Hugetlb:       25 kB
            Private_Hugetlb:      26 kB
            Swap:                 27 kB
            SwapPss:              28 kB
            Locked:               29 kB
            THPeligible:           0
            VmFlags: rd mr\s
            """;

    @Test
    void lines_are_told_apart() {
        MappingUse mapping = MappingUse.parse("smaps", SMAP).get(0);
        PageUse use = mapping.use();
        assertThat(mapping.mapping().text()).isEqualTo("/tmp/a b: c");
        assertThat(List.of(
                        use.residentBytes(),
                        use.proportionalBytes(),
                        use.proportionalDirtyBytes().value().orElseThrow(),
                        use.sharedCleanBytes(),
                        use.sharedDirtyBytes(),
                        use.privateCleanBytes(),
                        use.privateDirtyBytes(),
                        use.referencedBytes(),
                        use.anonymousBytes()))
                .isEqualTo(kilobytes(11, 19));
        assertThat(List.of(
                        use.lazilyFreedBytes().value().orElseThrow(),
                        use.anonymousHugePageBytes().value().orElseThrow(),
                        use.sharedHugePageBytes().value().orElseThrow(),
                        use.fileHugePageBytes().value().orElseThrow(),
                        use.sharedHugetlbBytes().value().orElseThrow(),
                        use.privateHugetlbBytes().value().orElseThrow(),
                        use.swappedBytes(),
                        use.proportionalSwappedBytes().value().orElseThrow(),
                        use.lockedBytes().value().orElseThrow()))
                .isEqualTo(kilobytes(21, 29));
        assertThat(use.further()).containsEntry("KSM", "20 kB").containsEntry("THPeligible", "0");
        assertThat(mapping.flags()).isEqualTo(new Reading.Value<>(List.of("rd", "mr")));
    }

    private static List<Long> kilobytes(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(kilobytes -> kilobytes * 1024L)
                .toList();
    }

    @Test
    void lines_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> MappingUse.parse("smaps", SMAP.replace("   8 kB", "  12 kB")))
                .hasMessageStartingWith("smaps, line 2, Size: it is not that of the row");
        assertThatThrownBy(() -> MappingUse.parse("smaps", SMAP.replace("Rss:   ", "Rsx:   ")))
                .hasMessageStartingWith("smaps, line 1, Rss: there is no such line");
        assertThatThrownBy(() -> MappingUse.parse("smaps", SMAP.replace("27 kB", "27")))
                .hasMessageStartingWith("smaps, line 21, Swap: expected a number and kB");
        String older = SMAP.replaceAll("(Pss_Dirty|LazyFree|VmFlags).*\n", "");
        assertThat(MappingUse.parse("smaps", older).get(0).flags())
                .isEqualTo(new Reading.Absent<>("smaps has no line VmFlags"));
    }

    @Test
    void a_rollup_has_parts_of_its_own() {
        MemoryRollup rollup = MemoryRollup.parse("smaps_rollup", Fixture.text("7.2", "odd/smaps_rollup"));
        assertThat(rollup.range().text()).isEqualTo("[rollup]");
        assertThat(rollup.use().residentBytes()).isEqualTo(1668 << 10);
        assertThat(rollup.proportionalAnonymousBytes()).isEqualTo(new Reading.Value<>(64L << 10));
        assertThat(rollup.proportionalFileBytes()).isEqualTo(new Reading.Value<>(1L << 10));
        assertThat(rollup.proportionalSharedBytes()).isEqualTo(new Reading.Value<>(1596L << 10));
    }

    // --- numa_maps ---

    @Test
    void pages_are_counted_by_node() {
        List<NumaMapping> mappings = NumaMapping.parse(
                "numa_maps",
                "00400000 bind:0-1 file=/tmp/a\\040b\\075c\\012d mapped=5 anon=2 active=0 N0=3 N12=2 kernelpagesize_kB=4\n"
                        + "7f0000000000 default heap\n");
        NumaMapping mapping = mappings.get(0);
        assertThat(mapping.start()).isEqualTo(0x400000);
        assertThat(mapping.policy()).isEqualTo("bind:0-1");
        assertThat(mapping.file()).hasValue("/tmp/a b=c\nd");
        assertThat(mapping.pages()).isEqualTo(Map.of("mapped", 5L, "anon", 2L, "active", 0L));
        assertThat(mapping.pagesByNode()).isEqualTo(Map.of(0, 3L, 12, 2L));
        assertThat(mapping.pageBytes()).isEqualTo(new Reading.Value<>(4096L));
        assertThat(mappings.get(1).words()).containsExactly("heap");
        assertThat(mappings.get(1).pageBytes()).isInstanceOf(Reading.Absent.class);
        assertThatThrownBy(() -> NumaMapping.parse("numa_maps", "0040 default N0=x\n"))
                .hasMessageStartingWith("numa_maps, line 1, N0: expected a number");
    }

    @ParameterizedTest
    @FieldSource("KERNELS")
    void captured_nodes_are_understood(String kernel) {
        List<NumaMapping> mappings = NumaMapping.parse("numa_maps", Fixture.text(kernel, "odd/numa_maps"));
        assertThat(mappings)
                .extracting(NumaMapping::start)
                .isEqualTo(parse(Fixture.text(kernel, "odd/maps")).stream()
                        .filter(mapping -> !mapping.text().equals("[vsyscall]"))
                        .map(Mapping::start)
                        .toList());
        assertThat(mappings.get(0).file()).hasValue("/tmp/odd dir/a) R (b\nc");
    }
}
