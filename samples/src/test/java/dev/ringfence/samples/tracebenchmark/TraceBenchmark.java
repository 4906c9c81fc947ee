package dev.ringfence.samples.tracebenchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares {@code ringfence trace} with strace on whole programs, from the start of the tracer to its end: medians of nine
 * rounds in which the tracers take turns. A bare loop in C, which only counts, shows what the kernel itself takes. Exits
 * with 1 if a limit was missed, with 2 if it cannot be measured here.
 */
public final class TraceBenchmark {
    private static final int ROUNDS = 9;
    private static final double BARE_LIMIT = 1.15;
    private static final String BARE_START = "start bare";
    private static final String RINGFENCE_START = "start ringfence";

    private final PrintStream out;
    private final Tracers tracers;
    private final int percent;
    private final Map<String, List<Double>> samples = new HashMap<>();

    private TraceBenchmark(PrintStream out, Tracers tracers, int percent) {
        this.out = out;
        this.tracers = tracers;
        this.percent = percent;
    }

    /** Takes the number of rounds (nine where there is none), and the size of the workloads in percent. */
    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        int percent = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        System.exit(run(System.out, rounds, percent));
    }

    private static int run(PrintStream out, int rounds, int percent) throws InterruptedException {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("ringfence-benchmark-");
            TraceBenchmark benchmark = new TraceBenchmark(out, Tracers.in(directory), percent);
            for (int round = 1; round <= rounds; round++) {
                benchmark.measure();
                out.println("round " + round + " of " + rounds);
            }
            return benchmark.print(rounds) ? 0 : 1;
        } catch (IOException e) {
            out.println("cannot be measured here: " + e.getMessage());
            return 2;
        } finally {
            if (directory != null) delete(out, directory);
        }
    }

    private static void delete(PrintStream out, Path directory) {
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) Files.delete(file);
            Files.delete(directory);
        } catch (IOException e) {
            out.println("left behind: " + directory + " (" + e.getMessage() + ")");
        }
    }

    private void measure() throws IOException, InterruptedException {
        add(BARE_START, tracers.bareStart());
        add(RINGFENCE_START, tracers.ringfenceStart());
        for (Workload workload : Workload.values()) {
            add(workload + " untraced", tracers.untraced(workload, percent));
            add(workload + " bare", tracers.bareLoop(workload, percent));
            for (Task task : Task.values()) {
                add(workload + " strace " + task, tracers.strace(task, workload, percent));
                add(workload + " ringfence " + task, tracers.ringfence(task, workload, percent));
            }
        }
    }

    private void add(String what, double nanos) {
        samples.computeIfAbsent(what, w -> new ArrayList<>()).add(nanos);
    }

    private double median(String what) {
        List<Double> sorted = samples.get(what).stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private boolean print(int rounds) {
        out.printf(
                Locale.ROOT,
                "%nmedians of %d rounds, %d cores; the tracers' own start is in their times%n%n",
                rounds,
                Runtime.getRuntime().availableProcessors());
        boolean kept = true;
        for (Task task : Task.values()) {
            out.printf(
                    "%-16s %10s %10s %10s %10s  %s%n",
                    task.title().length() > 16 ? task.name() : task.title(),
                    "untraced",
                    "strace",
                    "ringfence",
                    "ratio",
                    "(" + task.title() + ")");
            for (Workload workload : Workload.values()) kept &= print(task, workload);
            out.println();
        }
        out.printf("%-16s %10s %10s %10s %10s%n", "BARE LOOP", "C", "ringfence", "ratio", "running");
        for (Workload workload : Workload.values()) kept &= printBare(workload);
        out.printf(
                Locale.ROOT,
                "%nrunning: the ratio without the start, for which C takes %.2f s and ringfence %.2f s%n",
                median(BARE_START) / 1e9,
                median(RINGFENCE_START) / 1e9);
        return kept;
    }

    private boolean print(Task task, Workload workload) {
        double strace = median(workload + " strace " + task);
        double ringfence = median(workload + " ringfence " + task);
        double ratio = strace / ringfence;
        boolean kept = ratio >= task.limit();
        out.printf(
                Locale.ROOT,
                "%-16s %8.2f s %8.2f s %8.2f s %10.2f  at least %.2f, %s%n",
                workload.label(),
                median(workload + " untraced") / 1e9,
                strace / 1e9,
                ringfence / 1e9,
                ratio,
                task.limit(),
                kept ? "kept" : "MISSED");
        return kept;
    }

    private boolean printBare(Workload workload) {
        double bare = median(workload + " bare");
        double ringfence = median(workload + " ringfence " + Task.COUNT);
        boolean kept = ringfence / bare <= BARE_LIMIT;
        out.printf(
                Locale.ROOT,
                "%-16s %8.2f s %8.2f s %10.2f %10.2f  at most %.2f, %s%n",
                workload.label(),
                bare / 1e9,
                ringfence / 1e9,
                ringfence / bare,
                (ringfence - median(RINGFENCE_START)) / (bare - median(BARE_START)),
                BARE_LIMIT,
                kept ? "kept" : "MISSED");
        return kept;
    }
}
