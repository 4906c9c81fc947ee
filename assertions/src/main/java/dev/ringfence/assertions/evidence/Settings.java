package dev.ringfence.assertions.evidence;

import dev.ringfence.syscall.FamilyTable;
import dev.ringfence.syscall.ObservedSet;
import java.util.Set;
import org.apiguardian.api.API;

/** What settings of calls name. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Settings {
    private Settings() {}

    /**
     * Returns the kernel's names of the calls that a setting names.
     *
     * @throws IllegalArgumentException if it names none; the message suggests the nearest names
     */
    public static Set<String> names(String setting) {
        return FamilyTable.find(setting).map(family -> family.members()).orElseGet(() -> ObservedSet.resolve(setting));
    }
}
