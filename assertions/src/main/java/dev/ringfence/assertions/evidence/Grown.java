package dev.ringfence.assertions.evidence;

import dev.ringfence.ledger.Growth;
import dev.ringfence.ledger.Site;
import dev.ringfence.recording.Recording;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a window left that it should not have, to be confirmed by more runs.
 *
 * @param <G> the type itself
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Grown<G extends Grown<G>> {

    /** Returns the recording of the window. */
    Recording recording();

    /** Returns whether there is nothing. */
    boolean isEmpty();

    /** Returns by how much the window grew. */
    Growth growth();

    /** Returns by how much it grew, without what was gone by the end of a later window of the same code. */
    Growth growthStillThereIn(Recording later);

    /** Returns what is of some sites alone. */
    G onlyAt(Set<Site> sites);

    /** Returns what it is, in the plural, such as {@code threads}. */
    String noun();
}
