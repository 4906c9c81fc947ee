package dev.ringfence.assertions.error;

import dev.ringfence.ledger.SeriesVerdict;
import dev.ringfence.ledger.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How sure a leak is.
 *
 * @param text a clause for the message
 * @param sites the sites that more runs confirmed
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Standing(String text, Set<Site> sites) {
    private static final String LEFT_MORE = " left more of the same";

    public Standing {
        Objects.requireNonNull(text, "text");
        sites = Set.copyOf(sites);
    }

    /** No other run has confirmed it yet. */
    public static Standing unconfirmed() {
        return new Standing("not confirmed by more runs", Set.of());
    }

    /** It could not be confirmed, because the test failed when it ran again. */
    public static Standing unconfirmed(Throwable thrown) {
        return new Standing("not confirmed: run again, the test threw " + thrown, Set.of());
    }

    /** Nobody wants it confirmed. */
    public static Standing judgedByOneRun() {
        return new Standing("judged by one run", Set.of());
    }

    /** Running the test again confirmed it. */
    public static Standing confirmed(SeriesVerdict.Leak verdict) {
        String runs = verdict.grown() + " of " + verdict.runs() + " more " + (verdict.runs() == 1 ? "run" : "runs");
        return new Standing("confirmed: " + runs + LEFT_MORE, verdict.sites());
    }

    /**
     * Rounds of an action confirmed it.
     *
     * @param verdict what the rounds said
     * @param grown how many of the judged rounds grew
     * @param rounds how many rounds were judged
     * @param warmUps how many rounds were run before them
     */
    public static Standing confirmed(SeriesVerdict.Leak verdict, int grown, int rounds, int warmUps) {
        String after = warmUps == 0 ? "" : " after " + Layout.counted(warmUps, "warm-up");
        return new Standing(
                "confirmed: " + grown + " of " + Layout.counted(rounds, "round") + after + LEFT_MORE, verdict.sites());
    }

    /** Returns the confirmed sites that are not here, sorted. */
    List<Site> elsewhere(Set<Site> here) {
        return sites.stream()
                .filter(site -> !here.contains(site))
                .sorted(Comparator.comparing(Site::label))
                .toList();
    }
}
