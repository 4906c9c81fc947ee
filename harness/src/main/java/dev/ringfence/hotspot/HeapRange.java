package dev.ringfence.hotspot;

import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that a virtual machine has reserved for its heap, from its start on and for as long as it lives: what the
 * diagnostic command {@code GC.heap_info} prints of G1, the serial and the parallel collector. Of a generation it prints the
 * first address, that behind the committed part, and that behind the last one; of G1 the first and the last of them.
 *
 * @param start first address, unsigned
 * @param end the address behind the last one, unsigned
 */
public record HeapRange(long start, long end) {
    private static final String FILE = "GC.heap_info";

    /** The whole heap in one line, or young and old generation in one each; those of the serial collector changed their names. */
    private static final List<List<String>> COLLECTORS = List.of(
            List.of("garbage-first heap"),
            List.of("def new generation", "tenured generation"),
            List.of("DefNew", "Tenured"),
            List.of("PSYoungGen", "ParOldGen"));

    private static final Pattern RANGE = Pattern.compile("\\[0x([0-9a-f]+), (?:0x[0-9a-f]+, )?0x([0-9a-f]+)\\)");

    public HeapRange {
        if (Long.compareUnsigned(start, end) >= 0) throw new IllegalArgumentException("end: not behind start");
    }

    /** Parses what the command printed; absent of other collectors, which do not print it. */
    public static Reading<HeapRange> parse(String heapInfo) {
        List<KernelText.Line> lines = KernelText.lines(FILE, heapInfo);
        for (List<String> spaces : COLLECTORS) {
            List<HeapRange> ranges =
                    spaces.stream().flatMap(space -> of(lines, space).stream()).toList();
            if (ranges.size() == spaces.size()) return new Reading.Value<>(around(ranges));
        }
        String first = lines.isEmpty() ? "" : lines.get(0).text().strip();
        return new Reading.Absent<>(
                "the virtual machine does not print the addresses of a heap of this collector: \"" + first + "\"");
    }

    private static Optional<HeapRange> of(List<KernelText.Line> lines, String space) {
        for (KernelText.Line line : lines) {
            Matcher range = RANGE.matcher(line.text());
            if (!line.text().strip().startsWith(space + " ") || !range.find()) continue;
            long start = line.hex(range.group(1), "first address");
            long end = line.hex(range.group(2), "last address");
            if (Long.compareUnsigned(start, end) < 0) return Optional.of(new HeapRange(start, end));
        }
        return Optional.empty();
    }

    private static HeapRange around(List<HeapRange> ranges) {
        HeapRange all = ranges.get(0);
        for (HeapRange each : ranges) {
            all = new HeapRange(
                    Long.compareUnsigned(each.start, all.start) < 0 ? each.start : all.start,
                    Long.compareUnsigned(each.end, all.end) > 0 ? each.end : all.end);
        }
        return all;
    }

    /** Returns whether these addresses are all in the heap. */
    public boolean contains(long from, long to) {
        return Long.compareUnsigned(from, start) >= 0 && Long.compareUnsigned(to, end) <= 0;
    }

    /** Returns whether some of these addresses are in the heap. */
    public boolean overlaps(long from, long to) {
        return Long.compareUnsigned(from, end) < 0 && Long.compareUnsigned(to, start) > 0;
    }
}
