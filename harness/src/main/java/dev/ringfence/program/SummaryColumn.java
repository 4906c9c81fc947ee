package dev.ringfence.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A column of a summary, as {@code -U} names it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum SummaryColumn {
    TIME_PERCENT("% time", 6),
    TOTAL_TIME("seconds", 11),
    MIN_TIME("shortest", 8),
    MAX_TIME("longest", 8),
    AVG_TIME("usecs/call", 11),
    CALLS("calls", 9),
    ERRORS("errors", 9),
    NAME("syscall", 16);

    /** Those of strace -c without -U. */
    public static final List<SummaryColumn> DEFAULT = List.of(TIME_PERCENT, TOTAL_TIME, AVG_TIME, CALLS, ERRORS, NAME);

    private static final String UNKNOWN = "-";
    private static final double SECOND = 1e9;
    private static final long MICRO = 1000;

    private final String head;
    private final int width;

    SummaryColumn(String head, int width) {
        this.head = head;
        this.width = width;
    }

    /**
     * Returns the columns of a list of names with commas between; that of the names of calls is in any case among them.
     *
     * @throws IllegalArgumentException for a name that is none, or is there twice
     */
    public static List<SummaryColumn> list(String names) {
        List<SummaryColumn> columns = new ArrayList<>();
        int start = 0;
        while (start <= names.length()) {
            int end = names.indexOf(',', start);
            if (end < 0) end = names.length();
            SummaryColumn column = named(names.substring(start, end));
            if (columns.contains(column))
                throw new IllegalArgumentException("the column \"" + names.substring(start, end) + "\" is there twice");
            columns.add(column);
            start = end + 1;
        }
        if (!columns.contains(NAME)) columns.add(NAME);
        return columns;
    }

    private static SummaryColumn named(String name) {
        return switch (name) {
            case "time-percent", "time" -> TIME_PERCENT;
            case "total-time", "time-total" -> TOTAL_TIME;
            case "min-time", "shortest", "time-min" -> MIN_TIME;
            case "max-time", "longest", "time-max" -> MAX_TIME;
            case "avg-time", "time-avg" -> AVG_TIME;
            case "calls", "count" -> CALLS;
            case "errors", "error" -> ERRORS;
            case "name", "syscall", "syscall-name" -> NAME;
            default ->
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no column of a summary: it is time-percent, total-time,"
                                + " min-time, max-time, avg-time, calls, errors or name");
        };
    }

    String head() {
        return head;
    }

    /** Returns the least width. */
    int width() {
        return width;
    }

    /** Returns the width that a text needs; strace leaves a blank behind long names. */
    int width(String text) {
        return text.length() + (this == NAME ? 1 : 0);
    }

    /** Returns what it says of one call. */
    String text(CallCount count, CallCount total) {
        CallCount.Times times = count.times();
        return switch (this) {
            case TIME_PERCENT -> percent(times, total.times());
            case TOTAL_TIME -> times == null ? UNKNOWN : seconds(times.nanos());
            case MIN_TIME -> times == null ? UNKNOWN : seconds(count.calls() == 0 ? 0 : times.leastNanos());
            case MAX_TIME -> times == null ? UNKNOWN : seconds(times.mostNanos());
            case AVG_TIME -> micros(count.averageNanos());
            case CALLS -> Long.toString(count.calls());
            case ERRORS -> errors(count.errors());
            case NAME -> count.name();
        };
    }

    /** Returns what it says of all calls. */
    String total(CallCount total) {
        return this == TIME_PERCENT && total.times() != null ? "100.00" : text(total, total);
    }

    private static String percent(CallCount.@Nullable Times times, CallCount.@Nullable Times total) {
        if (times == null || total == null) return UNKNOWN;
        return String.format(Locale.ROOT, "%.2f", total.nanos() == 0 ? 0 : 100.0 * times.nanos() / total.nanos());
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / SECOND);
    }

    private static String micros(@Nullable Long nanos) {
        return nanos == null ? UNKNOWN : Long.toString(nanos / MICRO);
    }

    private static String errors(@Nullable Long errors) {
        if (errors == null) return UNKNOWN;
        return errors == 0 ? "" : errors.toString();
    }
}
