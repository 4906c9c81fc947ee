package dev.ringfence.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.kernelfs.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The captured heaps have 96 MiB, below the address 4 GiB; see README.md beside them. */
class HeapRangeTests {
    private static final Reading<HeapRange> WHOLE = new Reading.Value<>(new HeapRange(0xfa000000L, 0x100000000L));

    private static String capture(String name) {
        try (InputStream in = Objects.requireNonNull(HeapRangeTests.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"g1, 17", "g1, 25", "serial, 17", "serial, 25", "parallel, 17", "parallel, 25"})
    void the_whole_heap_is_found_whether_young_or_old_comes_first(String collector, int jdk) {
        assertThat(HeapRange.parse(capture("heap-info-" + collector + "-jdk-" + jdk + ".txt")))
                .isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @CsvSource({
        "z-jdk-17, 'ZHeap           used 16M, capacity 96M, max capacity 96M'",
        "z-jdk-25, 'ZHeap            used 28M, capacity 96M, max capacity 96M'",
        "shenandoah-jdk-17, Shenandoah Heap",
        "shenandoah-jdk-25, Shenandoah Heap"
    })
    void of_another_collector_it_is_not_known(String file, String first) {
        assertThat(HeapRange.parse(capture("heap-info-" + file + ".txt")))
                .isEqualTo(new Reading.Absent<>("the virtual machine does not print the addresses of a heap of this"
                        + " collector: \"" + first + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " garbage-first heap   total 98304K, used 8616K\n",
                " garbage-first heap   total 98304K, used 8616K [0x0000000100000000, 0x00000000fa000000)\n",
                " garbage-first heap   total 98304K, used 8616K [0x00000000fa000000, 0x00000000fa000000)\n",
                " def new generation   total 9K, used 6K [0x00000000fa000000, 0x00000000fc000000, 0x00000000fc000000)\n",
                "Tenured    total 9K, used 2K [0x00000000fc000000, 0x0000000100000000, 0x0000000100000000)\n",
                "the garbage-first heap [0x00000000fa000000, 0x0000000100000000)\n"
            })
    void half_a_heap_is_none(String heapInfo) {
        assertThat(HeapRange.parse(heapInfo)).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void addresses_are_unsigned() {
        HeapRange high = new HeapRange(0x7fff_ffff_ffff_0000L, 0x8000_0000_0001_0000L);

        assertThat(high.contains(0x8000_0000_0000_0000L, 0x8000_0000_0001_0000L))
                .isTrue();
        assertThat(high.contains(0x8000_0000_0000_0000L, 0x8000_0000_0001_0001L))
                .isFalse();
        assertThat(high.overlaps(0x8000_0000_0000_0000L, 0x8000_0000_0001_0001L))
                .isTrue();
        assertThat(high.overlaps(0x8000_0000_0001_0000L, 0x8000_0000_0001_0001L))
                .isFalse();
        assertThat(high.overlaps(0x7fff_ffff_fffe_0000L, 0x7fff_ffff_ffff_0000L))
                .isFalse();
        assertThatThrownBy(() -> new HeapRange(-1, 1)).hasMessage("end: not behind start");
    }
}
