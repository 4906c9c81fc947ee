package dev.ringfence.engine;

import dev.ringfence.snapshot.SnapshotPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;

/**
 * Which tests run in which worker, in which order. Classes whose tests all want the same worker run in one go, in the
 * order in which they were discovered; a class whose tests want several follows the first of them in parts.
 *
 * @param steps in order
 * @param misused classes that cannot run, and why
 */
record Plan(List<Step> steps, Map<TestDescriptor, RuntimeException> misused) {

    /**
     * What a worker is for.
     *
     * @param observed the kernel's names of the calls to observe
     * @param counted those of them that are only to be counted
     * @param captured parts of the snapshots at both ends of its windows
     * @param owner id of the class or method that has it for itself, or empty when it is shared
     */
    record WorkerKey(Set<String> observed, Set<String> counted, Set<SnapshotPart> captured, String owner) {
        WorkerKey {
            observed = Set.copyOf(observed);
            counted = Set.copyOf(counted);
            captured = Set.copyOf(captured);
        }
    }

    /** One run in a worker. */
    record Step(WorkerKey worker, List<TestDescriptor> leaves) {
        Step {
            leaves = List.copyOf(leaves);
        }
    }

    Plan {
        steps = List.copyOf(steps);
        misused = Map.copyOf(misused);
    }

    static Plan of(TestDescriptor root, WorkerNeeds needs) {
        Map<WorkerKey, List<TestDescriptor>> pure = new LinkedHashMap<>();
        Map<WorkerKey, List<Step>> inParts = new LinkedHashMap<>();
        Map<TestDescriptor, RuntimeException> misused = new LinkedHashMap<>();
        Set<WorkerKey> order = new LinkedHashSet<>();
        for (TestDescriptor testClass : root.getChildren()) {
            try {
                Map<WorkerKey, List<TestDescriptor>> parts = needs.partition(testClass);
                WorkerKey first = parts.keySet().iterator().next();
                order.add(first);
                if (parts.size() == 1) {
                    pure.computeIfAbsent(first, key -> new ArrayList<>()).addAll(parts.get(first));
                } else {
                    List<Step> steps = inParts.computeIfAbsent(first, key -> new ArrayList<>());
                    parts.forEach((key, leaves) -> steps.add(new Step(key, leaves)));
                }
            } catch (RuntimeException e) {
                misused.put(testClass, e);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (WorkerKey key : order) {
            if (pure.containsKey(key)) {
                steps.add(new Step(key, pure.get(key)));
            }
            steps.addAll(inParts.getOrDefault(key, List.of()));
        }
        return new Plan(steps, misused);
    }
}
