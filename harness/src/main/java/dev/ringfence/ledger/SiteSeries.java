package dev.ringfence.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The growth of one site, or of several together, in each run of a series. */
final class SiteSeries {
    private final Set<Site> sites;
    private final int[] growth;

    /** What the runs say about the site. */
    enum State {
        UNDECIDED,
        ENDED,
        SLOWING,
        LEAK
    }

    SiteSeries(Set<Site> sites, int[] growth) {
        this.sites = sites;
        this.growth = growth;
    }

    /** Returns the sum of series. */
    static SiteSeries together(List<SiteSeries> all, int length) {
        Set<Site> sites = new HashSet<>();
        int[] growth = new int[length];
        for (SiteSeries series : all) {
            sites.addAll(series.sites);
            for (int i = 0; i < length; i++) growth[i] += series.growth[i];
        }
        return new SiteSeries(sites, growth);
    }

    Set<Site> sites() {
        return sites;
    }

    int length() {
        return growth.length;
    }

    /** Judges from the first run that grew on: what confirms it are the runs after that one. */
    State state(Rounds rounds, boolean abandonedOnly) {
        int first = firstGrown();
        int confirming = growth.length - 1 - first;
        if (confirming < rounds.min()) return State.UNDECIDED;
        if (grown(first + 1, first + 1 + rounds.min()) == 0) return State.ENDED;
        boolean everyRun = grownAfter(first) == confirming;
        if (everyRun && abandonedOnly) return State.LEAK;
        if (growth.length - 1 < rounds.max()) return State.UNDECIDED;
        if (everyRun) return State.LEAK;
        if (grown(growth.length - rounds.tail(), growth.length) == 0) return State.ENDED;
        int half = confirming / 2;
        boolean steady = sum(growth.length - half, growth.length) >= sum(first + 1, first + 1 + half);
        return steady ? State.LEAK : State.SLOWING;
    }

    /** Returns whether each run from the first that grew to the last one grew, and these are enough. */
    boolean growsFromItsFirstRunOn(Rounds rounds) {
        int first = firstGrown();
        int confirming = growth.length - 1 - first;
        return confirming >= rounds.min() && grownAfter(first) == confirming;
    }

    private int firstGrown() {
        int first = 0;
        while (first < growth.length && growth[first] == 0) first++;
        return first;
    }

    /** Returns how many runs after this one grew. */
    int grownAfter(int run) {
        return grown(run + 1, growth.length);
    }

    private int grown(int from, int to) {
        int grown = 0;
        for (int i = from; i < to; i++) grown += growth[i] > 0 ? 1 : 0;
        return grown;
    }

    int sum(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) sum += growth[i];
        return sum;
    }
}
