package dev.ringfence.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * How two locks differ.
 *
 * @param changes sorted by profile, test and metric
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LockDiff(List<Change> changes) {
    public LockDiff {
        changes = List.copyOf(changes);
    }

    /** One line that differs. */
    public sealed interface Change {
        /** Returns the profile of the section. */
        String profile();

        /** Returns what the line is about. */
        LockKey key();
    }

    /** A line that only the newer lock has. */
    public record Added(String profile, LockKey key, Locked now) implements Change {
        public Added {
            check(profile, key, now);
        }
    }

    /** A line that only the older lock has. */
    public record Removed(String profile, LockKey key, Locked was) implements Change {
        public Removed {
            check(profile, key, was);
        }
    }

    /** A line that says something else in each. */
    public record Changed(String profile, LockKey key, Locked was, Locked now) implements Change {
        public Changed {
            check(profile, key, was);
            Objects.requireNonNull(now, "now");
        }
    }

    private static void check(String profile, LockKey key, Locked locked) {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(locked, "locked");
    }

    /** Returns what has to be changed in {@code older} to make it {@code newer}. */
    public static LockDiff between(BudgetLock older, BudgetLock newer) {
        SortedSet<String> profiles = new TreeSet<>(older.sections().keySet());
        profiles.addAll(newer.sections().keySet());
        List<Change> changes = new ArrayList<>();
        for (String profile : profiles) add(changes, profile, older.section(profile), newer.section(profile));
        return new LockDiff(changes);
    }

    private static void add(
            List<Change> changes, String profile, SortedMap<LockKey, Locked> older, SortedMap<LockKey, Locked> newer) {
        SortedSet<LockKey> keys = new TreeSet<>(older.keySet());
        keys.addAll(newer.keySet());
        for (LockKey key : keys) {
            Locked was = older.get(key);
            Locked now = newer.get(key);
            if (was == null && now != null) changes.add(new Added(profile, key, now));
            else if (was != null && now == null) changes.add(new Removed(profile, key, was));
            else if (was != null && now != null && !was.equals(now)) changes.add(new Changed(profile, key, was, now));
        }
    }
}
