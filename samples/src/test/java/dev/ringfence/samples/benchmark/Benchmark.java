package dev.ringfence.samples.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what tracing costs, as ratios to the same work untraced and beside the same work under {@code strace -f}: medians
 * of nine rounds, in which the ways take turns, so that a noisy neighbour hits all of them. Exits with 1 if a
 * limit was exceeded.
 */
public final class Benchmark {
    private static final int ROUNDS = 9;
    private static final String LINE = "%-38s %10s %18s %20s %20s  %s%n";
    private final PrintStream out;
    private final Map<Way, Map<Measure, List<Double>>> samples = new EnumMap<>(Way.class);

    private Benchmark(PrintStream out) {
        this.out = out;
    }

    /** Runs the benchmark; takes the number of rounds, nine where there is none. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        System.exit(new Benchmark(System.out).run(rounds) ? 0 : 1);
    }

    private boolean run(int rounds) throws IOException, InterruptedException {
        List<Way> ways = possibleWays();
        for (int round = 1; round <= rounds; round++) {
            for (Way way : ways) add(way, BenchmarkJvm.measure(way));
            out.println("round " + round + " of " + rounds);
        }
        out.printf(
                "%nmedians of %d rounds, Java %s, %d cores, times and ratios to untraced%n%n",
                rounds, System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        out.printf(LINE, "", "untraced", "empty filter", "ringfence", "strace -f", "limit");
        boolean within = true;
        for (Measure measure : Measure.values()) within &= print(measure, ways);
        return within;
    }

    private List<Way> possibleWays() throws InterruptedException {
        List<Way> ways = new ArrayList<>();
        for (Way way : Way.values()) {
            String obstacle = BenchmarkJvm.obstacle(way);
            if (obstacle.isEmpty()) ways.add(way);
            else out.println("without " + way.label() + ": " + obstacle);
        }
        return ways;
    }

    private void add(Way way, Map<Measure, Double> nanos) {
        nanos.forEach((measure, each) -> samples.computeIfAbsent(way, w -> new EnumMap<>(Measure.class))
                .computeIfAbsent(measure, m -> new ArrayList<>())
                .add(each));
    }

    private boolean print(Measure measure, List<Way> ways) {
        if (measure.isTracedOnly()) return printTracedOnly(measure);
        double untraced = median(Way.UNTRACED, measure);
        double traced = median(Way.RINGFENCE, measure);
        Limit limit = measure.limit();
        double base = median(limit.baseWay(), limit.otherMeasure().orElse(measure));
        boolean within = limit.holds(base, traced);
        String strace = ways.contains(Way.STRACE) ? cell(median(Way.STRACE, measure), untraced) : "-";
        out.printf(
                LINE,
                measure.title(),
                Nanos.text(untraced),
                cell(median(Way.EMPTY_FILTER, measure), untraced),
                cell(traced, untraced),
                strace,
                limit.isJudged() ? limit + (within ? ", kept" : ", EXCEEDED") : "");
        return within;
    }

    private boolean printTracedOnly(Measure measure) {
        double traced = median(Way.RINGFENCE, measure);
        boolean within = measure.limit().holds(0, traced);
        String verdict = measure.limit() + (within ? ", kept" : ", EXCEEDED");
        out.printf(LINE, measure.title(), "-", "-", Nanos.text(traced), "-", verdict);
        return within;
    }

    private double median(Way way, Measure measure) {
        List<Double> values = samples.get(way).get(measure);
        if (values == null) throw new IllegalStateException(way.label() + " did not measure " + measure.title());
        return Nanos.median(values);
    }

    private static String cell(double nanos, double untraced) {
        return String.format(Locale.ROOT, "%s (%.2f)", Nanos.text(nanos), nanos / untraced);
    }
}
