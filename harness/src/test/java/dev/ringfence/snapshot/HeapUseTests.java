package dev.ringfence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.kernelfs.Reading;
import org.junit.jupiter.api.Test;

/** The heap is from 1000000 to 3000000; its mappings, and those around it, are as wide as they are resident unless said. */
class HeapUseTests {
    private static final String G1 =
            " garbage-first heap   total 16384K, used 1K [0x0000000001000000, 0x0000000003000000)\n";

    private static Reading<HeapUse> use(String... mappings) {
        return Snapshots.captured()
                .file("GC.heap_info", G1)
                .file("smaps", String.join("", mappings))
                .build()
                .heapUse();
    }

    private static String mapping(String range, int kilobytes, int resident) {
        return Snapshots.smap(range, kilobytes, resident, 0);
    }

    @Test
    void what_is_within_the_range_is_heap_and_all_else_is_native() {
        assertThat(use(
                        mapping("00ff0000-01000000", 64, 4),
                        mapping("01000000-01100000", 1024, 512),
                        mapping("01100000-02ff0000", 31680, 0),
                        mapping("02ff0000-03000000", 64, 64),
                        mapping("03000000-03010000", 64, 8),
                        mapping("7f0000000000-7f0000010000", 64, 16)))
                .isEqualTo(new Reading.Value<>(new HeapUse(576 << 10, 28 << 10)));
    }

    @Test
    void huge_pages_that_the_kernel_does_not_count_as_resident_are() {
        assertThat(use(Snapshots.smap("01000000-01400000", 4096, 0, 2048), mapping("04000000-04010000", 64, 4)))
                .isEqualTo(new Reading.Value<>(new HeapUse(2048 << 10, 4 << 10)));
    }

    @Test
    void a_mapping_that_is_of_both_leaves_it_unknown_unless_nothing_of_it_is_there() {
        assertThat(use(mapping("02ff0000-03010000", 128, 0), mapping("04000000-04010000", 64, 4)))
                .isEqualTo(new Reading.Value<>(new HeapUse(0, 4 << 10)));
        assertThat(use(mapping("02ff0000-03010000", 128, 4)))
                .isEqualTo(new Reading.Absent<>(
                        "the kernel has merged a mapping of the heap with one beside it: 2ff0000-3010000"));
        assertThat(use(mapping("00ff0000-03010000", 32896, 4))).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void a_mapping_that_grew_between_two_reads_of_the_file_leaves_it_unknown() {
        assertThat(use(mapping("01000000-01100000", 1024, 512), mapping("01000000-01200000", 2048, 1024)))
                .isEqualTo(new Reading.Absent<>("the mappings changed while they were read: one begins at 1000000,"
                        + " before the end of the one before it"));
        assertThat(use(mapping("01000000-01100000", 1024, 512), mapping("01100000-01200000", 1024, 8)))
                .isEqualTo(new Reading.Value<>(new HeapUse(520 << 10, 0)));
    }

    @Test
    void a_process_without_memory_of_its_own_has_none() {
        assertThat(use("")).isEqualTo(new Reading.Absent<>("it has no memory of its own"));
    }

    @Test
    void what_was_not_captured_or_not_told_is_absent() {
        assertThat(Snapshots.captured().build().heapUse())
                .isEqualTo(new Reading.Absent<>("GC.heap_info was not captured"));
        assertThat(Snapshots.captured().file("GC.heap_info", G1).build().heapUse())
                .isEqualTo(new Reading.Absent<>("smaps was not captured"));
        assertThat(Snapshots.captured()
                        .file("GC.heap_info", new Reading.Absent<>("it does not say"))
                        .file("smaps", "")
                        .build()
                        .heapUse())
                .isEqualTo(new Reading.Absent<>("it does not say"));
        assertThat(Snapshots.captured()
                        .file("GC.heap_info", " ZHeap           used 4M, capacity 64M, max capacity 256M\n")
                        .file("smaps", "")
                        .build()
                        .heapUse())
                .isEqualTo(new Reading.Absent<>("the virtual machine does not print the addresses of a heap of this"
                        + " collector: \"ZHeap           used 4M, capacity 64M, max capacity 256M\""));
    }

    @Test
    void a_text_that_is_not_as_its_format_says_has_failed() {
        assertThat(use("nonsense\n")).isInstanceOf(Reading.Failed.class);
    }
}
