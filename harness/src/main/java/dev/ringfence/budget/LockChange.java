package dev.ringfence.budget;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a run changes in a lock file and in what it proposes. It is applied to what the file says then, because other runs may
 * have changed other lines meanwhile.
 *
 * @param profile the section
 * @param locks lines to add or to replace
 * @param removes lines to remove
 * @param proposes lines that somebody has to accept
 * @param settled lines for which there is nothing to propose any more
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LockChange(
        String profile,
        Map<LockKey, Locked> locks,
        Set<LockKey> removes,
        Map<LockKey, Locked> proposes,
        Set<LockKey> settled) {
    public LockChange {
        Objects.requireNonNull(profile, "profile");
        locks = Map.copyOf(locks);
        removes = Set.copyOf(removes);
        proposes = Map.copyOf(proposes);
        settled = Set.copyOf(settled);
    }

    boolean locksSomething() {
        return !locks.isEmpty() || !removes.isEmpty();
    }

    /** Returns a lock with what this adds, replaces and removes. */
    BudgetLock applyTo(BudgetLock lock) {
        Map<LockKey, Locked> section = new HashMap<>(lock.section(profile));
        section.putAll(locks);
        section.keySet().removeAll(removes);
        return lock.with(profile, section);
    }

    /**
     * Returns a proposal.
     *
     * @param proposal what was proposed before
     * @param locked what is locked now
     */
    BudgetLock propose(BudgetLock proposal, BudgetLock locked) {
        Map<LockKey, Locked> section = new HashMap<>(proposal.section(profile));
        for (LockKey key : settled) {
            Locked now = locked.section(profile).get(key);
            if (now == null) section.remove(key);
            else section.put(key, now);
        }
        section.putAll(proposes);
        return proposal.with(profile, section);
    }
}
