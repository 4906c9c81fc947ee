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
    private final List<String> troubles = new ArrayList<>();
    private int toldWrong;
    private int toldTroubles;

    Tally(Expected expected) {
        this.expected = expected;
    }

    /** Adds a batch. A run without a verdict is a wrong one. */
    void add(int expectedRuns, List<Verdict> verdicts) {
        runs += expectedRuns;
        List<Verdict> tests =
                verdicts.stream().filter(verdict -> verdict.test().isTest()).toList();
        for (Verdict verdict : tests) {
            if (isRight(verdict)) right++;
            else wrong.add(describe(verdict));
        }
        for (int i = tests.size(); i < expectedRuns; i++) wrong.add("a run without a verdict");
        verdicts.stream()
                .filter(verdict -> !verdict.test().isTest())
                .map(Tally::describe)
                .forEach(troubles::add);
    }

    private boolean isRight(Verdict verdict) {
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

    /** Returns what is wrong, one text for each run. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns what went wrong outside of runs: failures of classes and of workers. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** Returns what went wrong since this was last asked, in lines for a person. */
    List<String> takeNews() {
        List<String> news = new ArrayList<>();
        for (String text : wrong.subList(toldWrong, wrong.size())) news.add("wrong: " + text);
        for (String text : troubles.subList(toldTroubles, troubles.size())) news.add("trouble: " + text);
        toldWrong = wrong.size();
        toldTroubles = troubles.size();
        return news;
    }

    boolean isFaultless() {
        return wrong.isEmpty() && troubles.isEmpty();
    }
}
