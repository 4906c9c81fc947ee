package dev.ringfence.inspection;

import dev.ringfence.snapshot.delta.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the descriptors of two inspections differ.
 *
 * @param counts how many there were and are
 * @param kinds of which there are more or fewer
 * @param opened those that the second has and the first has not
 * @param closed those that the first has and the second has not
 * @param changed sockets that are the same and in another state
 */
public record DescriptorDelta(
        Change<Integer> counts,
        Map<String, Change<Integer>> kinds,
        List<OpenDescriptor> opened,
        List<OpenDescriptor> closed,
        List<Change<OpenDescriptor>> changed) {

    public DescriptorDelta {
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
        changed = List.copyOf(changed);
    }

    /**
     * Compares descriptors.
     *
     * @param sameProcess whether numbers and links of both mean the same; if not, only descriptions can be compared
     * @param socketsKnown whether it is known of both what their sockets are
     */
    static DescriptorDelta between(
            List<OpenDescriptor> before, List<OpenDescriptor> after, boolean sameProcess, boolean socketsKnown) {
        Function<OpenDescriptor, String> identity =
                sameProcess ? each -> each.fd() + " " + each.link() : OpenDescriptor::description;
        return new DescriptorDelta(
                new Change<>(before.size(), after.size()),
                counts(before, after, socketsKnown ? OpenDescriptor::kind : DescriptorDelta::withoutProtocol),
                without(after, before, identity),
                without(before, after, identity),
                sameProcess && socketsKnown ? changed(before, after) : List.of());
    }

    private static String withoutProtocol(OpenDescriptor descriptor) {
        return descriptor.socket().isEmpty() ? descriptor.kind() : "socket";
    }

    private static List<OpenDescriptor> without(
            List<OpenDescriptor> all, List<OpenDescriptor> others, Function<OpenDescriptor, String> identity) {
        Set<String> known = others.stream().map(identity).collect(Collectors.toSet());
        return all.stream()
                .filter(each -> !known.contains(identity.apply(each)))
                .toList();
    }

    private static List<Change<OpenDescriptor>> changed(List<OpenDescriptor> before, List<OpenDescriptor> after) {
        Map<String, OpenDescriptor> known = new HashMap<>();
        for (OpenDescriptor each : before) if (!each.socket().isEmpty()) known.put(each.fd() + " " + each.link(), each);
        List<Change<OpenDescriptor>> changed = new ArrayList<>();
        for (OpenDescriptor each : after) {
            @Nullable OpenDescriptor old = known.get(each.fd() + " " + each.link());
            if (old != null && !old.description().equals(each.description())) changed.add(new Change<>(old, each));
        }
        return changed;
    }

    /** Returns of which names there are more or fewer, in their order. */
    static <T> Map<String, Change<Integer>> counts(List<T> before, List<T> after, Function<T, String> name) {
        Map<String, Integer> was = count(before, name);
        Map<String, Integer> is = count(after, name);
        Map<String, Change<Integer>> changes = new TreeMap<>();
        was.forEach((each, number) -> changes.put(each, new Change<>(number, is.getOrDefault(each, 0))));
        is.forEach((each, number) -> changes.putIfAbsent(each, new Change<>(0, number)));
        changes.values().removeIf(Change::isNone);
        return changes;
    }

    private static <T> Map<String, Integer> count(List<T> things, Function<T, String> name) {
        Map<String, Integer> counts = new TreeMap<>();
        for (T thing : things) counts.merge(Objects.requireNonNull(name.apply(thing)), 1, Integer::sum);
        return counts;
    }

    /** Returns whether there is none. */
    public boolean isNone() {
        return counts.isNone() && kinds.isEmpty() && opened.isEmpty() && closed.isEmpty() && changed.isEmpty();
    }
}
