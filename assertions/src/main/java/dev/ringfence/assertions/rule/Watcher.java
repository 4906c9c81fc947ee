package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.SeenCall;

/** Looks at the events of one recording, oldest first, for what breaks a rule. */
@FunctionalInterface
interface Watcher {

    /** Takes the next event, whoever's doing it is. */
    void see(SeenCall seen, Findings.Collector found);

    /** Takes a call that had not returned when the window ended, with how long it had taken; after all events. */
    default void unfinished(SeenCall seen, Findings.Collector found) {}

    /** There are no more. */
    default void end(Findings.Collector found) {}
}
