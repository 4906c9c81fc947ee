package dev.ringfence.program;

import dev.ringfence.syscall.Abi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;

/** Writes counts as the table of {@code strace -c}, one for each interface that was used. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SummaryTable {
    private static final String HEAD = """
            % time     seconds  usecs/call     calls    errors syscall
            ------ ----------- ----------- --------- --------- ----------------
            """;
    private static final String FOOT = "------ ----------- ----------- --------- --------- ----------------\n";
    private static final double SECOND = 1e9;
    private static final long MICRO = 1000;

    private SummaryTable() {}

    /** By what rows are sorted, as {@code -S} names it. */
    public enum Order {
        TIME(Comparator.comparingLong(CallCount::nanos).reversed()),
        MIN_TIME(Comparator.comparingLong(CallCount::leastNanos).reversed()),
        MAX_TIME(Comparator.comparingLong(CallCount::mostNanos).reversed()),
        AVG_TIME(Comparator.comparingLong(CallCount::averageNanos).reversed()),
        CALLS(Comparator.comparingLong(CallCount::calls).reversed()),
        ERRORS(Comparator.comparingLong(CallCount::errors).reversed()),
        NAME(Comparator.comparing(CallCount::name)),
        NOTHING(CallCount.BY_NUMBER);

        @SuppressWarnings("ImmutableEnumChecker") // Comparators of accessors hold nothing that changes.
        private final Comparator<CallCount> comparator;

        Order(Comparator<CallCount> comparator) {
            this.comparator = comparator;
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

    /** Returns the table. */
    public static String of(List<CallCount> counts, Order order) {
        Map<Abi, List<CallCount>> byAbi = new EnumMap<>(Abi.class);
        counts.forEach(count ->
                byAbi.computeIfAbsent(count.abi(), abi -> new ArrayList<>()).add(count));
        StringBuilder out = new StringBuilder();
        byAbi.forEach((abi, rows) -> {
            if (abi == Abi.I386 || abi == Abi.X32)
                out.append("System call usage summary for ")
                        .append(Modes.of(abi))
                        .append(" mode:\n");
            append(out, rows, order);
        });
        if (counts.isEmpty()) append(out, List.of(), order);
        return out.toString();
    }

    private static void append(StringBuilder out, List<CallCount> rows, Order order) {
        long nanos = rows.stream().mapToLong(CallCount::nanos).sum();
        long calls = rows.stream().mapToLong(CallCount::calls).sum();
        long errors = rows.stream().mapToLong(CallCount::errors).sum();
        List<CallCount> sorted = new ArrayList<>(rows);
        sorted.sort(CallCount.BY_NUMBER);
        sorted.sort(order.comparator);
        out.append(HEAD);
        for (CallCount row : sorted) {
            double share = nanos == 0 ? 0 : 100.0 * row.nanos() / nanos;
            row(out, share, row.nanos(), row.calls(), row.errors(), row.name());
        }
        out.append(FOOT);
        row(out, 100, nanos, calls, errors, "total");
    }

    private static void row(StringBuilder out, double share, long nanos, long calls, long errors, String name) {
        long micros = calls == 0 ? 0 : nanos / calls / MICRO;
        String errorText = errors == 0 ? "" : Long.toString(errors);
        out.append(String.format(
                Locale.ROOT, "%6.2f %11.6f %11d %9d %9s %s%n", share, nanos / SECOND, micros, calls, errorText, name));
    }
}
