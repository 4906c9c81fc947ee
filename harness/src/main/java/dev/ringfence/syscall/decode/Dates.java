package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time, which strace explains in the time zone of its reader: {@code 1700000000 /* 2023-11-14T22:13:20+0000 *}{@code /}. */
final class Dates {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("u-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("xx", Locale.ROOT);
    private static final long NANOS = 1_000_000_000;
    private static final long MICROS = 1_000_000;

    private Dates() {}

    /** Returns a value with the date that seconds and nanoseconds are; the value alone for the epoch and for what is no date. */
    static Value withNanos(Value value, long seconds, long nanos) {
        return with(value, seconds, nanos, NANOS, 9);
    }

    /** Returns a value with the date that seconds and microseconds are. */
    static Value withMicros(Value value, long seconds, long micros) {
        return with(value, seconds, micros, MICROS, 6);
    }

    private static Value with(Value value, long seconds, long fraction, long one, int digits) {
        if ((seconds == 0 && fraction == 0) || fraction < 0 || fraction >= one) return value;
        try {
            var time = Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault());
            StringBuilder text = new StringBuilder(SECONDS.format(time));
            if (fraction != 0) {
                String decimals = Long.toString(fraction);
                text.append('.').append("0".repeat(digits - decimals.length())).append(decimals);
            }
            return new Value.Noted(value, text.append(ZONE.format(time)).toString());
        } catch (DateTimeException e) {
            // Years beyond a billion are no dates for java.time.
            return value;
        }
    }
}
