package dev.ringfence.kernelfs.proc.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringfence.kernelfs.KernelTextException;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.Fixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskAndPressureTests {
    private static final List<String> KERNELS = Fixture.KERNELS;

    // --- filesystems, swaps, diskstats, partitions ---

    @Test
    void a_type_of_file_system_may_need_a_device() {
        assertThat(FileSystemType.parse("filesystems", "nodev\tproc\n\text4\n"))
                .containsExactly(new FileSystemType("proc", false), new FileSystemType("ext4", true));
        assertThatThrownBy(() -> FileSystemType.parse("filesystems", "ext4\n"))
                .hasMessageStartingWith("filesystems, line 1, nodev: ");
    }

    private static final String SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    @Test
    void a_swap_area_has_a_path_and_sizes() {
        assertThat(SwapArea.parse("swaps", SWAPS + "/swap\\040file\\134 \tfile\t\t1048572\t\t12\t\t-2\n"))
                .containsExactly(new SwapArea("/swap file\\", "file", 1_048_572L << 10, 12 << 10, -2));
        assertThat(SwapArea.parse("swaps", SWAPS)).isEmpty();
        assertThatThrownBy(() -> SwapArea.parse("swaps", SWAPS + "/a file 1 2\n"))
                .hasMessageStartingWith("swaps, line 2, Priority: the line has only 4 fields");
        assertThat(SwapArea.parse("swaps", Fixture.text("6.18", "machine/swaps")))
                .isEmpty();
        for (String kernel : List.of("5.10", "6.1", "7.2"))
            assertThat(SwapArea.parse("swaps", Fixture.text(kernel, "machine/swaps")))
                    .extracting(SwapArea::path, SwapArea::sizeBytes)
                    .containsExactly(tuple("/dev/vda2", 24540L << 10));
    }

    @Test
    void fields_of_a_disk_are_in_their_order() {
        DiskStatistics disk = DiskStatistics.parse(
                        "diskstats", " 254  1 vda1 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27\n")
                .get(0);
        assertThat(disk.device()).hasToString("254:1");
        assertThat(disk.name()).isEqualTo("vda1");
        assertThat(disk.reads()).isEqualTo(new DiskStatistics.Requests(11, 12, 13 * 512, Duration.ofMillis(14)));
        assertThat(disk.writes()).isEqualTo(new DiskStatistics.Requests(15, 16, 17 * 512, Duration.ofMillis(18)));
        assertThat(disk.underWay()).isEqualTo(19);
        assertThat(disk.busy()).isEqualTo(Duration.ofMillis(20));
        assertThat(disk.weighted()).isEqualTo(Duration.ofMillis(21));
        assertThat(disk.discards())
                .isEqualTo(new Reading.Value<>(new DiskStatistics.Requests(22, 23, 24 * 512, Duration.ofMillis(25))));
        assertThat(disk.flushes())
                .isEqualTo(new Reading.Value<>(new DiskStatistics.Flushes(26, Duration.ofMillis(27))));
    }

    @Test
    void an_older_kernel_counts_less_of_a_disk() {
        String row = " 8 0 sda 11 12 13 14 15 16 17 18 19 20 21";
        DiskStatistics oldest = DiskStatistics.parse("diskstats", row + "\n").get(0);
        assertThat(oldest.discards()).isEqualTo(new Reading.Absent<>("this kernel does not count discards"));
        DiskStatistics older =
                DiskStatistics.parse("diskstats", row + " 22 23 24 25\n").get(0);
        assertThat(older.discards()).isInstanceOf(Reading.Value.class);
        assertThat(older.flushes()).isEqualTo(new Reading.Absent<>("this kernel does not count flushes"));
        assertThatThrownBy(() -> DiskStatistics.parse("diskstats", row + " 22 23\n"))
                .hasMessageStartingWith("diskstats, line 1, sectors discarded: the line has only 16 fields");
        assertThat(DiskStatistics.parse("diskstats", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.10", "6.1", "7.2"})
    void what_was_written_to_a_disk_is_counted(String kernel) {
        List<DiskStatistics> disks = DiskStatistics.parse("diskstats", Fixture.text(kernel, "machine/diskstats"));
        assertThat(disks).extracting(DiskStatistics::name).contains("vda", "vda1", "vda2");
        assertThat(disks)
                .filteredOn(disk -> disk.name().equals("vda1"))
                .allSatisfy(disk -> assertThat(disk.writes().bytes()).isGreaterThanOrEqualTo(3 << 20));
        assertThat(Partition.parse("partitions", Fixture.text(kernel, "machine/partitions")))
                .filteredOn(partition -> partition.name().startsWith("vda"))
                .extracting(Partition::sizeBytes)
                .containsExactly(64L << 20, 40L << 20, 24544L << 10);
    }

    @Test
    void a_partition_has_a_size() {
        assertThat(Partition.parse("partitions", "major minor  #blocks  name\n\n 254        1      40960 vda1\n"))
                .singleElement()
                .satisfies(partition -> {
                    assertThat(partition.device()).hasToString("254:1");
                    assertThat(partition.sizeBytes()).isEqualTo(40 << 20);
                });
        assertThat(Partition.parse("partitions", "")).isEmpty();
        assertThatThrownBy(() -> Partition.parse("partitions", "major minor  #blocks  name\nx\n"))
                .hasMessageStartingWith("partitions, line 2, header: ");
    }

    // --- file-nr, inode-nr, pressure ---

    @Test
    void open_files_are_counted() {
        assertThat(FileCounts.parse("file-nr", "50\t3\t9223372036854775807\n"))
                .isEqualTo(new FileCounts(47, Long.MAX_VALUE));
        assertThat(InodeCounts.parse("inode-nr", "1987\t12\n")).isEqualTo(new InodeCounts(1987, 12));
        assertThatThrownBy(() -> FileCounts.parse("file-nr", "5"))
                .hasMessageStartingWith("file-nr, line 1, end: the text is cut off");
        for (String kernel : KERNELS) {
            assertThat(FileCounts.parse("file-nr", Fixture.text(kernel, "machine/sys/fs/file-nr"))
                            .limit())
                    .isPositive();
            assertThat(InodeCounts.parse("inode-nr", Fixture.text(kernel, "machine/sys/fs/inode-nr")))
                    .satisfies(counts -> assertThat(counts.unused()).isLessThanOrEqualTo(counts.inMemory()));
        }
    }

    @Test
    void pressure_is_in_percent_and_microseconds() {
        assertThat(
                        Pressure.parse(
                                "cpu",
                                "some avg10=5.64 avg60=3.44 avg300=0.90 total=2947565\nfull avg10=1.00 avg60=100.00 avg300=0.07 total=12\n"))
                .isEqualTo(new Pressure(
                        new Pressure.Stall(5.64, 3.44, 0.90, Duration.ofNanos(2_947_565_000L)),
                        new Reading.Value<>(new Pressure.Stall(1.0, 100.0, 0.07, Duration.ofNanos(12_000)))));
        assertThat(Pressure.parse("cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")
                        .full())
                .isEqualTo(new Reading.Absent<>("cpu has no line full"));
        for (String kernel : KERNELS) {
            for (String resource : List.of("cpu", "memory", "io"))
                assertThat(Pressure.parse(resource, Fixture.text(kernel, "machine/pressure/" + resource)))
                        .isNotNull();
        }
        assertThat(Pressure.parse("cpu", Fixture.text("5.10", "machine/pressure/cpu"))
                        .full())
                .isInstanceOf(Reading.Absent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
                "some avg60=0.00 avg10=0.00 avg300=0.00 total=0\n",
                "some avg10=0.0 avg60=0.00 avg300=0.00 total=0\n",
                "some avg10=0.00 avg60=0.00 avg300=0.00 total=-1\n",
                "some avg10=0.00 avg60=0.00 avg300=0.00\n"
            })
    void pressure_that_is_not_understood_is_refused(String text) {
        assertThatThrownBy(() -> Pressure.parse("cpu", text)).isInstanceOf(KernelTextException.class);
    }
}
