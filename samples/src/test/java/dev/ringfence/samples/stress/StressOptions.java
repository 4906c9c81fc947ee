package dev.ringfence.samples.stress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command was told to do.
 *
 * @param runs how many runs of each test
 * @param batch how many of them share a worker
 * @param load whether every core is kept busy meanwhile
 */
record StressOptions(int runs, int batch, boolean load) {
    static final String USAGE = "usage: StressLoop [--runs N] [--batch N] [--load]";

    StressOptions {
        if (runs < 1) throw new IllegalArgumentException("--runs must be positive but was " + runs);
        if (batch < 1) throw new IllegalArgumentException("--batch must be positive but was " + batch);
    }

    static StressOptions of(List<String> arguments) {
        int runs = 1000;
        int batch = 50;
        boolean load = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.removeFirst();
            switch (option) {
                case "--runs" -> runs = number(option, left);
                case "--batch" -> batch = number(option, left);
                case "--load" -> load = true;
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        return new StressOptions(runs, batch, load);
    }

    private static int number(String option, Deque<String> left) {
        if (left.isEmpty()) throw new IllegalArgumentException(option + " needs a number");
        return Integer.parseInt(left.removeFirst());
    }
}
