package dev.ringfence.samples.stress;

import dev.ringfence.samples.running.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Counts the verdicts on one kind of test. */
final class Tally {
    /** What every run should come to. */
    enum Expected {
        PASS,
        LEAK
    }

    private final Expected expected;
    private int runs;
    private int right;
    private final List<String> wrong = new ArrayList<>();

    Tally(Expected expected) {
        this.expected = expected;
    }

    /** Adds a batch. A run without a verdict is a wrong one, and so is a container that failed. */
    void add(int expectedRuns, List<Verdict> verdicts) {
        runs += expectedRuns;
        int tests = 0;
        for (Verdict verdict : verdicts) {
            if (verdict.test().isTest()) tests++;
            if (isRight(verdict)) right++;
            else wrong.add(describe(verdict));
        }
        for (int i = tests; i < expectedRuns; i++) wrong.add("a run without a verdict");
    }

    private boolean isRight(Verdict verdict) {
        if (!verdict.test().isTest()) return false;
        return expected == Expected.PASS ? verdict.isSuccessful() : isLeak(verdict);
    }

    private static boolean isLeak(Verdict verdict) {
        if (!verdict.isFailed()) return false;
        Throwable thrown = verdict.thrown();
        String message = String.valueOf(thrown.getMessage());
        return thrown instanceof AssertionError
                && message.contains("confirmed: ")
                && message.contains("(Program.java:");
    }

    private static String describe(Verdict verdict) {
        return verdict.test().getUniqueId() + "\n" + verdict;
    }

    int runs() {
        return runs;
    }

    int right() {
        return right;
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
