package dev.ringfence.assertions.rule;

import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.snapshot.delta.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is different in an environment, by names alone: values may be secrets, and messages are kept. */
final class EnvironmentChanges {
    private static final String ORDER = "the order of its entries";

    private EnvironmentChanges() {}

    static List<StateFinding> of(Change<List<String>> environment) {
        if (environment.isNone()) return List.of();
        Map<String, List<String>> before = byName(environment.before());
        Map<String, List<String>> after = byName(environment.after());
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<StateFinding> found = new ArrayList<>();
        for (String name : names) {
            List<String> was = before.getOrDefault(name, List.of());
            List<String> is = after.getOrDefault(name, List.of());
            if (!was.equals(is))
                found.add(finding(name, was.isEmpty() ? "added" : is.isEmpty() ? "removed" : "changed"));
        }
        return found.isEmpty() ? List.of(finding(ORDER, "changed")) : found;
    }

    private static StateFinding finding(String name, String verb) {
        return new StateFinding(name + " was " + verb, List.of(name));
    }

    /** environ(7): a name may come twice, and an entry may be any text. */
    private static Map<String, List<String>> byName(List<String> entries) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            byName.computeIfAbsent(equals < 0 ? entry : entry.substring(0, equals), name -> new ArrayList<>())
                    .add(entry);
        }
        return byName;
    }
}
