package dev.ringfence.budget;

import dev.ringfence.recording.Recording;
import java.util.Set;
import org.apiguardian.api.API;

/** Something about a test that is a number, and should stay as small as it is. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Metric {

    /** Returns its name in annotations and lock files: small letters, digits and hyphens. */
    String name();

    /** Returns what it is counted in. */
    Unit unit();

    /** Returns how far it may be above what is locked where nobody says otherwise. */
    Tolerance tolerance();

    /** Returns the kernel's names of the calls that must be observed, be it only their entries. */
    Set<String> counted();

    /** Returns the kernel's names of the calls that must be observed with their results. */
    default Set<String> watched() {
        return Set.of();
    }

    /** Returns what a recording says about it. Only what the test itself did counts. */
    Amount in(Recording recording);
}
