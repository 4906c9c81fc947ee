package dev.ringfence.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final double STEP = 1024;

    private Amounts() {}

    /**
     * Returns such as {@code 17 bytes} or {@code 2.5 MiB}.
     *
     * @param bytes as the bits of an unsigned number
     */
    static String bytes(long bytes) {
        if (bytes >= 0 && bytes < STEP) return bytes + (bytes == 1 ? " byte" : " bytes");
        double amount = unsigned(bytes) / STEP;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    private static double unsigned(long value) {
        double half = value >>> 1;
        return half * 2 + (value & 1);
    }

    /** Returns how much more or less it is: {@code +2.5 MiB}. */
    static String bytesMore(long difference) {
        return (difference < 0 ? "-" : "+") + bytes(Math.abs(difference));
    }

    /** Returns a number with its noun in the singular or, with an s, in the plural. */
    static String count(long number, String noun) {
        return Long.toUnsignedString(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns the two largest units of a time: {@code 3 d 2 h}, {@code 4 min 5 s}, {@code 1.50 s}. */
    static String time(Duration time) {
        if (time.toMinutes() == 0)
            return String.format(Locale.ROOT, "%d.%02d s", time.toSeconds(), time.toMillisPart() / 10);
        if (time.toHours() == 0) return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        if (time.toDays() == 0) return time.toHours() + " h " + time.toMinutesPart() + " min";
        return time.toDays() + " d " + time.toHoursPart() + " h";
    }
}
