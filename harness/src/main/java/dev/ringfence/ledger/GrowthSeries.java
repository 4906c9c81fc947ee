package dev.ringfence.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Judges growth over repeated runs of the same code. A leak grows in every run. The first use of a library grows once. A
 * pool or a cache grows for as many runs as it is large. So a verdict needs the whole series where any run after the
 * first grew, and each opening site is judged by itself: one that settles does not hide one that leaks.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GrowthSeries {
    private GrowthSeries() {}

    /**
     * Returns what the runs say so far.
     *
     * @param runs by what each run grew; the first is the run that was suspected, the others confirm
     * @param rounds how many confirming runs there may be
     * @param abandonedOnly whether all growth was closed by the garbage collector: no pool lets go of what it holds, so
     *     growth in each of the fewest runs is enough
     * @throws IllegalArgumentException if there is no run, or the first did not grow
     */
    public static SeriesVerdict judge(List<Growth> runs, Rounds rounds, boolean abandonedOnly) {
        return judge(runs, rounds, abandonedOnly, "descriptors");
    }

    /**
     * Returns what the runs say so far of something else that grows.
     *
     * @param noun what it is, in the plural
     */
    public static SeriesVerdict judge(List<Growth> runs, Rounds rounds, boolean abandonedOnly, String noun) {
        if (runs.isEmpty() || runs.get(0).isNone())
            throw new IllegalArgumentException("runs must begin with one that grew but was " + runs);
        List<SiteSeries> all = bySite(runs);
        List<SiteSeries> leaks = in(SiteSeries.State.LEAK, all, rounds, abandonedOnly);
        if (!leaks.isEmpty()) return leak(runs, leaks);
        List<SiteSeries> undecided = in(SiteSeries.State.UNDECIDED, all, rounds, abandonedOnly);
        if (!undecided.isEmpty() && runs.size() - 1 < rounds.max()) return new SeriesVerdict.RunAgain();

        // One leak may have another name in each run, where there is no stack and its path is random.
        List<SiteSeries> once =
                all.stream().filter(series -> series.grownAfter(-1) == 1).toList();
        if (SiteSeries.together(once, runs.size()).growsFromItsFirstRunOn(rounds)) return leak(runs, once);

        List<SiteSeries> slowing = in(SiteSeries.State.SLOWING, all, rounds, abandonedOnly);
        if (!slowing.isEmpty()) return slowed(SiteSeries.together(slowing, runs.size()), noun);
        if (undecided.stream().anyMatch(series -> series.grownAfter(-1) > 1))
            return new SeriesVerdict.CannotTell("another site began to grow too late to be confirmed");
        return new SeriesVerdict.Ended(lastGrown(runs), runs.size());
    }

    private static List<SiteSeries> in(
            SiteSeries.State state, List<SiteSeries> all, Rounds rounds, boolean abandonedOnly) {
        return all.stream()
                .filter(series -> series.state(rounds, abandonedOnly) == state)
                .toList();
    }

    private static List<SiteSeries> bySite(List<Growth> runs) {
        Set<Site> sites = new LinkedHashSet<>();
        for (Growth run : runs) sites.addAll(run.bySite().keySet());
        List<SiteSeries> all = new ArrayList<>();
        for (Site site : sites) {
            int[] growth = runs.stream()
                    .mapToInt(run -> run.bySite().getOrDefault(site, 0))
                    .toArray();
            all.add(new SiteSeries(Set.of(site), growth));
        }
        return all;
    }

    private static int lastGrown(List<Growth> runs) {
        int last = runs.size();
        while (runs.get(last - 1).isNone()) last--;
        return last;
    }

    private static SeriesVerdict leak(List<Growth> runs, List<SiteSeries> leaks) {
        Set<Site> sites = new HashSet<>();
        leaks.forEach(series -> sites.addAll(series.sites()));
        SiteSeries all = SiteSeries.together(leaks, runs.size());
        return new SeriesVerdict.Leak(sites, all.grownAfter(0), runs.size() - 1);
    }

    private static SeriesVerdict slowed(SiteSeries series, String noun) {
        int runs = series.length() - 1;
        int half = runs / 2;
        return new SeriesVerdict.CannotTell("growth slowed but did not end: " + series.grownAfter(0) + " of " + runs
                + " more runs grew, by " + series.sum(1, 1 + half) + " " + noun + " in the first " + half
                + " runs and by " + series.sum(1 + runs - half, 1 + runs) + " in the last " + half);
    }
}
