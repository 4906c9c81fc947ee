package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * All families, by name, from the resource {@code families.tsv}. Test authors find them in {@code dev.ringfence.Families}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FamilyTable {
    private static final Map<String, Family> FAMILIES = new LinkedHashMap<>();
    private static final Map<String, Family> BY_CALL = new HashMap<>();

    static {
        for (KernelText.Line line : Resource.lines("families.tsv", Resource.text("families.tsv"))) {
            put(line);
        }
    }

    private FamilyTable() {}

    private static void put(KernelText.Line line) {
        String name = line.field(0, "name");
        List<String> members = Resource.list(line.field(1, "members"));
        Family family = new Family(name, Set.copyOf(members));
        FAMILIES.put(name, family);
        for (String member : members) {
            if (SyscallTable.x86_64().number(member).isEmpty())
                throw line.error("members", member + " is not in the table of x86_64");
            BY_CALL.put(member, family);
        }
        if (line.fields().size() < 3) return;
        for (String member : Resource.list(line.field(2, "members elsewhere"))) {
            BY_CALL.put(member, family);
        }
    }

    /** Returns the family that a call belongs to, under its name on any ABI, if it has one. */
    static Optional<Family> of(String call) {
        return Optional.ofNullable(BY_CALL.get(call));
    }

    /** Returns the names of all calls that belong to a family. */
    static Set<String> calls() {
        return Collections.unmodifiableSet(BY_CALL.keySet());
    }

    /** Returns the family of this name, if there is one. */
    public static Optional<Family> find(String name) {
        return Optional.ofNullable(FAMILIES.get(name));
    }

    /**
     * Returns the family of this name.
     *
     * @throws IllegalArgumentException if there is none; the message suggests the nearest names
     */
    public static Family get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is not a family of system calls"
                        + NearestNames.hint(name, FAMILIES.keySet())));
    }

    /** Returns all families. */
    public static Collection<Family> all() {
        return Collections.unmodifiableCollection(FAMILIES.values());
    }
}
