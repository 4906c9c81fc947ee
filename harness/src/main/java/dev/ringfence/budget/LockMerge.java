package dev.ringfence.budget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Puts locks together that parts of one run made, on several machines. Where they disagree on a line, that which differs from
 * the base they started from wins. Without one, or where several differ from it, there is no telling which is right: the
 * larger number would silently take back an improvement that another part locked in, the smaller one would fail a test that is
 * as it was. So that is a conflict.
 *
 * @param lock what they agree on
 * @param conflicts the lines on which they do not
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LockMerge(BudgetLock lock, List<Conflict> conflicts) {
    public LockMerge {
        Objects.requireNonNull(lock, "lock");
        conflicts = List.copyOf(conflicts);
    }

    /**
     * A line on which the parts disagree.
     *
     * @param said by the number of the part, from 0, what it says; no entry where it lacks the line
     */
    public record Conflict(String profile, LockKey key, Map<Integer, Locked> said) {
        public Conflict {
            Objects.requireNonNull(profile, "profile");
            Objects.requireNonNull(key, "key");
            said = Map.copyOf(said);
        }
    }

    /** Merges parts of which nobody knows what they started from: a line that one of them has is there. */
    public static LockMerge of(List<BudgetLock> parts) {
        return merge(null, parts);
    }

    /** Merges parts that started from {@code base}: a line that one of them lacks is gone. */
    public static LockMerge of(BudgetLock base, List<BudgetLock> parts) {
        return merge(base, parts);
    }

    private static LockMerge merge(@Nullable BudgetLock base, List<BudgetLock> parts) {
        SortedMap<String, SortedMap<LockKey, Locked>> merged = new TreeMap<>();
        List<Conflict> conflicts = new ArrayList<>();
        SortedSet<String> profiles = new TreeSet<>();
        parts.forEach(part -> profiles.addAll(part.sections().keySet()));
        for (String profile : profiles) {
            SortedMap<LockKey, Locked> section = new TreeMap<>();
            merged.put(profile, section);
            SortedSet<LockKey> keys = new TreeSet<>();
            parts.forEach(part -> keys.addAll(part.section(profile).keySet()));
            for (LockKey key : keys) {
                List<Optional<Locked>> said = parts.stream()
                        .map(part -> Optional.ofNullable(part.section(profile).get(key)))
                        .toList();
                Set<Optional<Locked>> opinions = opinions(base, profile, key, said);
                if (opinions.size() > 1) conflicts.add(new Conflict(profile, key, byPart(said)));
                else opinions.iterator().next().ifPresent(locked -> section.put(key, locked));
            }
        }
        return new LockMerge(new BudgetLock(merged), conflicts);
    }

    /** Returns what counts: with a base what differs from it, without one what is there. */
    private static Set<Optional<Locked>> opinions(
            @Nullable BudgetLock base, String profile, LockKey key, List<Optional<Locked>> said) {
        Optional<Locked> before = base == null
                ? Optional.empty()
                : Optional.ofNullable(base.section(profile).get(key));
        Set<Optional<Locked>> opinions = new LinkedHashSet<>(said);
        if (opinions.size() > 1) opinions.remove(before);
        return opinions;
    }

    private static Map<Integer, Locked> byPart(List<Optional<Locked>> said) {
        Map<Integer, Locked> byPart = new LinkedHashMap<>();
        for (int i = 0; i < said.size(); i++) {
            int part = i;
            said.get(i).ifPresent(locked -> byPart.put(part, locked));
        }
        return byPart;
    }
}
