package dev.ringfence.budget;

import dev.ringfence.recording.Recording;
import java.util.Set;

/** Saves a walk over all events, which may be in a file, where counts say that there is nothing to find. */
final class Counted {
    private Counted() {}

    /** Returns whether none of these calls was made, whosever doing it would have been. */
    static boolean none(Recording recording, Set<String> calls) {
        return recording.counts().stream().noneMatch(count -> calls.contains(count.name()) && count.calls() > 0);
    }
}
