package dev.ringfence.samples.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Locks the budgets of the samples many times, with every core busy where it is asked for, and compares the files byte by
 * byte. Prints each line that differs. Exits with 1 if any does, with 2 if the command was not understood.
 */
public final class BudgetLoop {
    private final Map<String, Integer> files = new LinkedHashMap<>();

    private BudgetLoop() {}

    /** Runs the command. */
    public static void main(String[] arguments) throws IOException {
        StressOptions options;
        try {
            options = StressOptions.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\nusage: BudgetLoop [--runs N] [--load]");
            System.exit(2);
            return;
        }
        BudgetLoop loop = new BudgetLoop();
        Path directory = Files.createTempDirectory("ringfence-budgets-");
        try (Load load = options.load() ? Load.onEveryCore() : null) {
            loop.run(new LockedBudgets(directory), options.runs(), Optional.ofNullable(load));
        } finally {
            delete(directory);
        }
        System.exit(loop.files.size() == 1 ? 0 : 1);
    }

    private void run(LockedBudgets budgets, int runs, Optional<Load> load) throws IOException {
        String first = "";
        for (int run = 1; run <= runs; run++) {
            String file = budgets.of("run-" + run, Samples.withBudgets());
            if (run == 1) first = file;
            else if (!file.equals(first) && !files.containsKey(file)) printDifference(run, first, file);
            files.merge(file, 1, Integer::sum);
            System.out.println(run + " of " + runs + " runs, different files: " + files.size());
        }
        System.out.println("\n" + runs + " runs of "
                + first.lines().filter(line -> line.indexOf('#') > 0).count()
                + " lines, with " + load.map(Load::burners).orElse(0) + " burning threads on "
                + Runtime.getRuntime().availableProcessors() + " cores: " + files.size() + " different files, made by "
                + files.values() + " runs");
    }

    private static void printDifference(int run, String first, String file) {
        List<String> expected = first.lines().toList();
        System.out.println("run " + run + " differs:");
        file.lines().filter(line -> !expected.contains(line)).forEach(line -> System.out.println("  + " + line));
        List<String> actual = file.lines().toList();
        expected.stream().filter(line -> !actual.contains(line)).forEach(line -> System.out.println("  - " + line));
    }

    private static void delete(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            entries.forEach(BudgetLoop::deleteFile);
        }
        Files.delete(directory);
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
