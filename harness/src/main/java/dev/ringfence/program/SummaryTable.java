package dev.ringfence.program;

import dev.ringfence.syscall.Abi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Writes counts as the table of {@code strace -c}, one for each interface that was used. What is not known is {@code -}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SummaryTable {
    private SummaryTable() {}

    /** By what rows are sorted, as {@code -S} names it; those of which it is not known come last. */
    public enum Order {
        TIME(largest(ofTimes(CallCount.Times::nanos))),
        MIN_TIME(largest(ofTimes(CallCount.Times::leastNanos))),
        MAX_TIME(largest(ofTimes(CallCount.Times::mostNanos))),
        AVG_TIME(largest(CallCount::averageNanos)),
        CALLS(largest(CallCount::calls)),
        ERRORS(largest(CallCount::errors)),
        NAME(Comparator.comparing(CallCount::name)),
        NOTHING(CallCount.BY_NUMBER);

        @SuppressWarnings("ImmutableEnumChecker") // Comparators of accessors hold nothing that changes.
        private final Comparator<CallCount> comparator;

        Order(Comparator<CallCount> comparator) {
            this.comparator = comparator;
        }

        private static Comparator<CallCount> largest(Function<CallCount, @Nullable Long> value) {
            return Comparator.comparing(
                    value, Comparator.nullsLast(Comparator.<Long>naturalOrder().reversed()));
        }

        private static Function<CallCount, @Nullable Long> ofTimes(Function<CallCount.Times, Long> value) {
            return count -> count.times() == null ? null : value.apply(count.times());
        }

        /**
         * Returns the order with this name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Order named(String name) {
            return switch (name) {
                case "time", "time-total", "total-time" -> TIME;
                case "min-time", "time-min", "shortest" -> MIN_TIME;
                case "max-time", "time-max", "longest" -> MAX_TIME;
                case "avg-time", "time-avg" -> AVG_TIME;
                case "calls", "count" -> CALLS;
                case "errors", "error" -> ERRORS;
                case "name", "syscall", "syscall-name" -> NAME;
                case "nothing", "none" -> NOTHING;
                default ->
                    throw new IllegalArgumentException(
                            "\"" + name + "\" is no order of a summary: it is time, min-time,"
                                    + " max-time, avg-time, calls, errors, name or nothing");
            };
        }
    }

    /** Returns the rows in an order; what the order leaves open is by number. */
    public static List<CallCount> sorted(List<CallCount> counts, Order order) {
        return counts.stream()
                .sorted(order.comparator.thenComparing(CallCount.BY_NUMBER))
                .toList();
    }

    /** Returns the table. */
    public static String of(List<CallCount> counts, Order order, List<SummaryColumn> columns) {
        Map<Abi, List<CallCount>> byAbi = new EnumMap<>(Abi.class);
        counts.forEach(count ->
                byAbi.computeIfAbsent(count.abi(), abi -> new ArrayList<>()).add(count));
        if (counts.isEmpty()) byAbi.put(Abi.ofThisMachine(), List.of());
        StringBuilder out = new StringBuilder();
        byAbi.forEach((abi, rows) -> {
            if (abi == Abi.I386 || abi == Abi.X32)
                out.append("System call usage summary for ")
                        .append(Modes.of(abi))
                        .append(" mode:\n");
            append(out, sorted(rows, order), CallCount.total(rows), columns);
        });
        return out.toString();
    }

    private static void append(StringBuilder out, List<CallCount> rows, CallCount total, List<SummaryColumn> columns) {
        List<List<String>> texts = new ArrayList<>();
        texts.add(columns.stream().map(SummaryColumn::head).toList());
        rows.forEach(row -> texts.add(
                columns.stream().map(column -> column.text(row, total)).toList()));
        List<String> last = columns.stream().map(column -> column.total(total)).toList();
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int width = columns.get(i).width();
            for (List<String> line : texts)
                width = Math.max(width, columns.get(i).width(line.get(i)));
            widths.add(Math.max(width, columns.get(i).width(last.get(i))));
        }
        List<String> rule = widths.stream().map("-"::repeat).toList();
        texts.add(1, rule);
        texts.add(rule);
        texts.add(last);
        texts.forEach(line -> line(out, line, widths, columns));
    }

    private static void line(StringBuilder out, List<String> line, List<Integer> widths, List<SummaryColumn> columns) {
        for (int i = 0; i < line.size(); i++) {
            String text = Objects.requireNonNull(line.get(i));
            String blanks = " ".repeat(widths.get(i) - text.length());
            if (i > 0) out.append(' ');
            if (columns.get(i) != SummaryColumn.NAME) {
                out.append(blanks).append(text);
            } else {
                out.append(text).append(i + 1 < line.size() ? blanks : "");
            }
        }
        out.append('\n');
    }
}
