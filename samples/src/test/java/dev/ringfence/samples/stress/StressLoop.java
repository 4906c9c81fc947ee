package dev.ringfence.samples.stress;

import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.stress.Tally.Expected;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a clean and a leaky test many times and counts wrong verdicts: a clean run that failed, a leaky run that did not
 * fail as a confirmed leak, a run without a verdict. Exits with 1 if there is any, with 2 if it was not understood.
 *
 * <p>A leaky run costs its window, up to twelve confirming ones, and the quiet time at the end of each, so the leaky half takes
 * long; {@code -Dringfence.quiet} and {@code -Dringfence.rounds} make it shorter, and the table says what was used.
 */
public final class StressLoop {
    /** Where the reports of batches with a wrong verdict are kept. */
    private static final Path REPORTS = Path.of("target", "ringfence", "stress");

    private final StressOptions options;
    private final PrintStream out;
    private final Tally clean = new Tally(Expected.PASS);
    private final Tally leaky = new Tally(Expected.LEAK);

    private StressLoop(StressOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the command. */
    public static void main(String[] arguments) {
        StressOptions options;
        try {
            options = StressOptions.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + StressOptions.USAGE);
            System.exit(2);
            return;
        }
        System.exit(new StressLoop(options, System.out).run() ? 0 : 1);
    }

    private boolean run() {
        long start = System.nanoTime();
        int burners = 0;
        if (options.load()) {
            try (Load load = Load.onEveryCore()) {
                burners = load.burners();
                runBatches();
            }
        } else {
            runBatches();
        }
        print(burners, Duration.ofNanos(System.nanoTime() - start));
        return clean.isFaultless() && leaky.isFaultless();
    }

    private void runBatches() {
        delete(REPORTS);
        for (int done = 0; done < options.runs(); done += options.batch()) {
            int batch = Math.min(options.batch(), options.runs() - done);
            Batch.setSize(batch);
            add(clean, batch, CleanTestCase.class, "runs-from-" + done);
            add(leaky, batch, LeakyTestCase.class, "runs-from-" + done);
            out.printf(
                    "%d of %d runs, wrong: %d clean, %d leaky%n",
                    done + batch,
                    options.runs(),
                    clean.wrong().size(),
                    leaky.wrong().size());
        }
    }

    /** The reports of a batch in which all is as it should be are deleted: the next would have the same names. */
    private void add(Tally tally, int batch, Class<?> test, String name) {
        Path reports = REPORTS.resolve(test.getSimpleName()).resolve(name);
        tally.add(
                batch,
                TestRun.with(TestRun.RINGFENCE)
                        .configured("ringfence.report.dir", reports.toString())
                        .of(test));
        List<String> news = tally.takeNews();
        news.forEach(out::println);
        if (news.isEmpty()) delete(reports);
        else out.println("reports: " + reports);
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) return;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the reports of a batch could not be deleted", e);
        }
    }

    private void print(int burners, Duration took) {
        out.printf("%n%-28s %8s %8s %8s%n", "", "runs", "right", "wrong");
        out.printf(
                "%-28s %8d %8d %8d%n",
                "clean, should pass", clean.runs(), clean.right(), clean.wrong().size());
        out.printf(
                "%-28s %8d %8d %8d%n",
                "leaky, should fail", leaky.runs(), leaky.right(), leaky.wrong().size());
        out.printf(
                "%nwith %d burning threads on %d cores, %d runs a worker, ringfence.quiet %s, ringfence.rounds %s, %d s%n",
                burners,
                Runtime.getRuntime().availableProcessors(),
                options.batch(),
                System.getProperty("ringfence.quiet", "default"),
                System.getProperty("ringfence.rounds", "default"),
                took.toSeconds());
    }
}
