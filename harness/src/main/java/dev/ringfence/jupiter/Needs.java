package dev.ringfence.jupiter;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a check needs observed beside the default, by the kernel's names of the calls.
 *
 * @param counted calls that are only to be counted: their entry is enough, and costs half
 * @param watched calls whose results and durations are needed, too
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Needs(Set<String> counted, Set<String> watched) {
    public Needs {
        counted = Set.copyOf(counted);
        watched = Set.copyOf(watched);
    }

    /** Needs nothing beside the default. */
    public static Needs nothing() {
        return new Needs(Set.of(), Set.of());
    }

    /** Needs calls counted. */
    public static Needs counted(Set<String> names) {
        return new Needs(names, Set.of());
    }

    /** Needs calls watched to their exits. */
    public static Needs watched(Set<String> names) {
        return new Needs(Set.of(), names);
    }
}
