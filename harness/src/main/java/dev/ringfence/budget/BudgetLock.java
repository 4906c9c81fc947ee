package dev.ringfence.budget;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The content of a lock file.
 *
 * @param sections by profile, what is locked there; a profile without lines has no section
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetLock(SortedMap<String, SortedMap<LockKey, Locked>> sections) {
    private static final BudgetLock EMPTY = new BudgetLock(new TreeMap<>());

    public BudgetLock {
        SortedMap<String, SortedMap<LockKey, Locked>> copy = new TreeMap<>();
        sections.forEach((profile, lines) -> {
            if (!lines.isEmpty()) copy.put(profile, Collections.unmodifiableSortedMap(new TreeMap<>(lines)));
        });
        sections = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns a lock without lines. */
    public static BudgetLock empty() {
        return EMPTY;
    }

    /** Returns what is locked for a profile; empty where it has no section. */
    public SortedMap<LockKey, Locked> section(String profile) {
        return sections.getOrDefault(profile, Collections.emptySortedMap());
    }

    /** Returns what is locked for one test, by metric. */
    public Map<String, Locked> of(String profile, String test) {
        Map<String, Locked> found = new TreeMap<>();
        for (Map.Entry<LockKey, Locked> line :
                section(profile).tailMap(new LockKey(test, "")).entrySet()) {
            if (!line.getKey().test().equals(test)) break;
            found.put(line.getKey().metric(), line.getValue());
        }
        return found;
    }

    /** Returns this lock with another section in the place of that of a profile. */
    public BudgetLock with(String profile, Map<LockKey, Locked> section) {
        SortedMap<String, SortedMap<LockKey, Locked>> changed = new TreeMap<>(sections);
        changed.put(profile, new TreeMap<>(section));
        return new BudgetLock(changed);
    }
}
