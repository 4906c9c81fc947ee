package dev.ringfence.samples.benchmark;

import java.util.List;
import java.util.Locale;

/** Times in nanoseconds. */
final class Nanos {
    private Nanos() {}

    /** Returns a time in the unit that suits it: {@code 1.25 s}, {@code 3.10 ms}, {@code 21.6 µs}, {@code 480 ns}. */
    static String text(double nanos) {
        double size = Math.abs(nanos);
        if (size >= 1e9) return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
        if (size >= 1e6) return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
        if (size >= 1e3) return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
        return String.format(Locale.ROOT, "%.0f ns", nanos);
    }

    /** Returns the middle value, or the mean of the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
