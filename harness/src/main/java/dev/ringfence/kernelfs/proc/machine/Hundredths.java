package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelText;
import java.time.Duration;

/** Numbers that the kernel writes with two digits behind the point, such as {@code 0.47}. */
final class Hundredths {
    private static final long NANOS = 10_000_000;

    private Hundredths() {}

    /** Returns how many hundredths it is. */
    static long parse(KernelText.Line line, String text, String field) {
        int point = text.indexOf('.');
        if (point < 0 || text.length() - point != 3)
            throw line.error(field, "expected two digits behind a point but it is \"" + text + "\"");
        long whole = line.decimal(text.substring(0, point), field);
        if (whole > Long.MAX_VALUE / 100 - 1) throw line.error(field, text + " is too large");
        return whole * 100 + line.decimal(text.substring(point + 1), field);
    }

    static double number(KernelText.Line line, String text, String field) {
        return parse(line, text, field) / 100.0;
    }

    static Duration seconds(KernelText.Line line, String text, String field) {
        long hundredths = parse(line, text, field);
        return Duration.ofSeconds(hundredths / 100, hundredths % 100 * NANOS);
    }
}
