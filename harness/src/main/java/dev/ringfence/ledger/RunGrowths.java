package dev.ringfence.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Growth of a series of runs, without what the program closed by the next run. A connection that each run replaces by a
 * new one, or a file that {@code @AfterEach} closes, is open at the end of every run and still no growth. Pure.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunGrowths {
    private RunGrowths() {}

    /**
     * Returns the growth of each run.
     *
     * @param runs what each run left, empty for nothing; the first is the suspected one
     * @param own by what a run had grown at its end
     * @param stillThere by what a run had grown that the next run, the second argument, did not find closed
     */
    public static <T> List<Growth> of(
            List<Optional<T>> runs, Function<T, Growth> own, BiFunction<T, T, Growth> stillThere) {
        List<Growth> growths = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Optional<T> next = i + 1 < runs.size() ? runs.get(i + 1) : Optional.empty();
            // Between the suspected run and the first one that confirms, other tests have run.
            boolean comparable = i > 0 && next.isPresent();
            growths.add(runs.get(i)
                    .map(run -> comparable ? stillThere.apply(run, next.get()) : own.apply(run))
                    .orElse(Growth.none()));
        }
        int last = runs.size() - 1;
        if (last >= 2 && runs.get(last).isPresent() && runs.get(last - 1).isPresent()) {
            growths.set(last, likelyToStay(growths.get(last), growths.get(last - 1)));
        }
        return growths;
    }

    /** What the last run left is only known to stay where that of the run before it did. */
    private static Growth likelyToStay(Growth last, Growth before) {
        Map<Site, Integer> bySite = new HashMap<>(last.bySite());
        bySite.keySet().retainAll(before.bySite().keySet());
        return new Growth(bySite);
    }
}
