package dev.ringfence.snapshot.delta;

import dev.ringfence.kernelfs.proc.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * A limit that is not what it was.
 *
 * @param name as the kernel calls it, such as {@code Max open files}
 * @param before soft and hard limit, such as {@code 1024 (at most 4096)}
 * @param after soft and hard limit
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LimitChange(String name, String before, String after) {
    private static final String NONE = "none";

    public LimitChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    static List<LimitChange> between(ResourceLimits before, ResourceLimits after) {
        TreeSet<String> names = new TreeSet<>(before.rows().keySet());
        names.addAll(after.rows().keySet());
        List<LimitChange> changes = new ArrayList<>();
        for (String name : names) {
            String was = text(before, name);
            String is = text(after, name);
            if (!was.equals(is)) changes.add(new LimitChange(name, was, is));
        }
        return List.copyOf(changes);
    }

    private static String text(ResourceLimits limits, String name) {
        ResourceLimits.Row row = limits.rows().get(name);
        return row == null ? NONE : row.soft() + " (at most " + row.hard() + ")";
    }
}
