package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Numbers of processors or memory nodes: the list format of cpuset(7), such as {@code 0-3,8}.
 *
 * @param ranges ascending
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NumberRanges(List<Range> ranges) {

    public NumberRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * Numbers that follow one another.
     *
     * @param first from 0
     * @param last not before the first
     */
    public record Range(int first, int last) {
        public Range {
            if (first < 0 || last < first) throw new IllegalArgumentException("first: " + first + ", last: " + last);
        }
    }

    /** Parses a list; an empty one has no numbers. */
    static NumberRanges parse(KernelText.Line line, String text, String field) {
        List<Range> ranges = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            if (comma == text.length() - 1) throw line.error(field, "a number is missing behind the last comma");
            ranges.add(range(line, text.substring(start, end), field));
            start = end + 1;
        }
        return new NumberRanges(ranges);
    }

    private static Range range(KernelText.Line line, String text, String field) {
        int dash = text.indexOf('-');
        int first = line.decimalInt(dash < 0 ? text : text.substring(0, dash), field);
        int last = dash < 0 ? first : line.decimalInt(text.substring(dash + 1), field);
        if (last < first) throw line.error(field, "the range " + text + " ends before it begins");
        return new Range(first, last);
    }

    /** Returns whether a number is in one of the ranges. */
    public boolean contains(int number) {
        return ranges.stream().anyMatch(range -> number >= range.first() && number <= range.last());
    }

    /** Returns how many numbers there are. */
    public long count() {
        return ranges.stream()
                .mapToLong(range -> (long) range.last() - range.first() + 1)
                .sum();
    }

    /** Returns the list as the kernel writes it. */
    @Override
    public String toString() {
        return ranges.stream()
                .map(range -> range.first() == range.last() ? "" + range.first() : range.first() + "-" + range.last())
                .collect(Collectors.joining(","));
    }
}
