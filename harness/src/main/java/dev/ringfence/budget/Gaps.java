package dev.ringfence.budget;

import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a recording lacks for a metric. */
final class Gaps {
    private Gaps() {}

    /** Returns why a number that rests on these calls and on these concerns is not known, or empty where it is. */
    static Optional<Amount> in(Recording recording, Set<String> calls, Set<Concern> concerns) {
        Set<String> missing = new TreeSet<>(calls);
        missing.removeAll(recording.observed());
        if (!missing.isEmpty()) {
            String were = missing.size() == 1 ? " was" : " were";
            return Optional.of(new Amount.Unknown(String.join(", ", missing) + were + " not observed"));
        }
        return recording.completeness().gaps().stream()
                .filter(gap -> concerns.contains(gap.concern()))
                .findFirst()
                .map(Gap::text)
                .map(Amount.Unknown::new);
    }
}
