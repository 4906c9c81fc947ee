package dev.ringfence.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Descriptors that stand for the same, or for connections that differ in one port alone.
 *
 * @param target what they stand for, with a star for the port in which they differ
 * @param numbers of the descriptors, ascending
 */
public record DescriptorGroup(String target, List<Integer> numbers) {
    private static final Pattern REMOTE_PORT = Pattern.compile(":\\d+( [A-Z_0-9]+)?$");
    private static final Pattern LOCAL_PORT = Pattern.compile(":\\d+ -> ");

    public DescriptorGroup {
        numbers = List.copyOf(numbers);
    }

    /** Groups descriptors: the largest group first, and of equal ones that with the lowest number. */
    public static List<DescriptorGroup> of(List<OpenDescriptor> descriptors) {
        Map<String, Integer> counts = new HashMap<>();
        for (OpenDescriptor descriptor : descriptors)
            for (String target : targets(descriptor)) counts.merge(target, 1, Integer::sum);
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (OpenDescriptor descriptor : descriptors) {
            String best = descriptor.description();
            for (String target : targets(descriptor))
                if (counts.getOrDefault(target, 0) > counts.getOrDefault(best, 0)) best = target;
            groups.computeIfAbsent(best, none -> new ArrayList<>()).add(descriptor.fd());
        }
        Map<Integer, String> exact = new HashMap<>();
        descriptors.forEach(descriptor -> exact.put(descriptor.fd(), descriptor.description()));
        return groups.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue(), exact))
                .sorted(Comparator.comparing(
                                (DescriptorGroup group) -> -group.numbers().size())
                        .thenComparing(group -> group.numbers().get(0)))
                .toList();
    }

    /** A star that stands for one port would say less than the port. */
    private static DescriptorGroup group(String target, List<Integer> numbers, Map<Integer, String> exact) {
        boolean alone = numbers.size() == 1;
        return new DescriptorGroup(alone ? exact.getOrDefault(numbers.get(0), target) : target, numbers);
    }

    /** Returns the description, and for a connection it with one port or the other left open. */
    private static List<String> targets(OpenDescriptor descriptor) {
        String text = descriptor.description();
        if (!text.startsWith("socket ") || !text.contains(" -> ")) return List.of(text);
        return List.of(
                text,
                REMOTE_PORT.matcher(text).replaceFirst(":*$1"),
                LOCAL_PORT.matcher(text).replaceFirst(":* -> "));
    }
}
