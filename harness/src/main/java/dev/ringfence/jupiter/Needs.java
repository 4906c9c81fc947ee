package dev.ringfence.jupiter;

import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a check needs observed beside the default, by the kernel's names of the calls, and captured of {@code /proc}.
 *
 * @param counted calls that are only to be counted: their entry is enough, and costs half
 * @param watched calls whose results and durations are needed, too
 * @param captured parts of the snapshots at both ends of a window
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Needs(Set<String> counted, Set<String> watched, Set<SnapshotPart> captured) {
    public Needs {
        counted = Set.copyOf(counted);
        watched = Set.copyOf(watched);
        captured = Set.copyOf(captured);
    }

    /** Needs calls alone. */
    public Needs(Set<String> counted, Set<String> watched) {
        this(counted, watched, Set.of());
    }

    /** Needs nothing beside the default. */
    public static Needs nothing() {
        return new Needs(Set.of(), Set.of());
    }

    /** Needs calls counted. */
    public static Needs counted(Set<String> names) {
        return new Needs(names, Set.of());
    }

    /** Needs parts of snapshots. */
    public static Needs captured(Set<SnapshotPart> parts) {
        return new Needs(Set.of(), Set.of(), parts);
    }

    /** Needs calls watched to their exits. */
    public static Needs watched(Set<String> names) {
        return new Needs(Set.of(), names);
    }
}
