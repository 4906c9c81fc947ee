package dev.ringfence.assertions.evidence;

import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Calls that have to be observed for a verdict.
 *
 * @param names the kernel's names
 * @param settings what observes them, in the language of {@link dev.ringfence.Traced#observe()}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Observing(Set<String> names, List<String> settings) {
    public Observing {
        names = Set.copyOf(names);
        settings = List.copyOf(settings);
    }

    /** Returns what observes families. */
    public static Observing families(List<Family> families) {
        return families.stream()
                .map(family -> new Observing(family.members(), List.of(family.name())))
                .reduce(new Observing(Set.of(), List.of()), Observing::and);
    }

    /** Returns what observes families. */
    public static Observing families(Family... families) {
        return families(Arrays.asList(families));
    }

    /** Returns what observes calls by their names. */
    public static Observing calls(String... names) {
        return new Observing(Set.of(names), List.of(names));
    }

    /** Returns what observes these and others. */
    public Observing and(Observing other) {
        Set<String> allNames = new TreeSet<>(names);
        allNames.addAll(other.names);
        List<String> allSettings = new ArrayList<>(settings);
        other.settings.stream()
                .filter(setting -> !allSettings.contains(setting))
                .forEach(allSettings::add);
        return new Observing(allNames, allSettings);
    }

    /** Returns the names that a recording did not observe, sorted. */
    public Set<String> missingIn(Recording recording) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(recording.observed());
        return missing;
    }

    /** Returns the settings that would observe what a recording did not; each only where it adds something. */
    public List<String> settingsFor(Recording recording) {
        return settingsFor(missingIn(recording));
    }

    /** Returns the settings that observe one of these calls. */
    public List<String> settingsFor(Set<String> calls) {
        return settings.stream()
                .filter(setting -> Settings.names(setting).stream().anyMatch(calls::contains))
                .toList();
    }
}
