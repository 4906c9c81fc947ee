package dev.ringfence.engine;

import dev.ringfence.Traced;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.syscall.ObservedSet;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.TestDescriptor;

/** Reads from the annotations of a class what worker its tests need. */
final class WorkerNeeds {
    private final List<RecordingCheck> checks;
    private final ClassTemplates classTemplates;
    private final Set<String> everywhere;
    private final Function<String, Optional<String>> configuration;

    /**
     * Makes a reader.
     *
     * @param everywhere the kernel's names of the calls to observe in every class
     * @param configuration the value of a key, if it has one
     */
    WorkerNeeds(
            List<RecordingCheck> checks,
            ClassTemplates classTemplates,
            Set<String> everywhere,
            Function<String, Optional<String>> configuration) {
        this.checks = List.copyOf(checks);
        this.classTemplates = classTemplates;
        this.everywhere = Set.copyOf(everywhere);
        this.configuration = configuration;
    }

    static WorkerNeeds withRegisteredChecks(
            ClassTemplates classTemplates, Set<String> everywhere, Function<String, Optional<String>> configuration) {
        List<RecordingCheck> checks = new ArrayList<>();
        ServiceLoader.load(RecordingCheck.class).forEach(checks::add);
        return new WorkerNeeds(checks, classTemplates, everywhere, configuration);
    }

    /**
     * Returns the leaves of a class by the worker they need; the shared one comes first. The whole class observes what any
     * of its tests needs: one more call costs less than one more worker.
     *
     * @throws ExtensionConfigurationException for a faulty annotation
     */
    Map<Plan.WorkerKey, List<TestDescriptor>> partition(TestDescriptor testClass) {
        List<TestDescriptor> leaves = SingleInvocations.leaves(testClass);
        Set<String> observed = new HashSet<>(ObservedSet.defaults());
        observed.addAll(everywhere);
        Set<String> counted = new HashSet<>();
        leaves.stream().flatMap(leaf -> classTemplates.below(leaf).stream()).forEach(test -> {
            List<AnnotatedElement> elements = TracedElements.elements(test);
            elements.forEach(element -> observed.addAll(observedFor(element)));
            for (RecordingCheck check : checks) {
                RecordingCheck.Needs needs = check.needs(elements, configuration);
                counted.addAll(needs.counted());
                observed.addAll(needs.watched());
            }
        });
        counted.removeAll(observed);
        observed.addAll(counted);
        List<Map.Entry<String, TestDescriptor>> owned = new ArrayList<>();
        leaves.forEach(leaf -> owned.add(Map.entry(owner(leaf), leaf)));
        owned.sort(Comparator.comparing(entry -> !entry.getKey().isEmpty()));
        Map<Plan.WorkerKey, List<TestDescriptor>> parts = new LinkedHashMap<>();
        for (Map.Entry<String, TestDescriptor> entry : owned) {
            parts.computeIfAbsent(new Plan.WorkerKey(observed, counted, entry.getKey()), key -> new ArrayList<>())
                    .add(entry.getValue());
        }
        return parts;
    }

    private static Set<String> observedFor(AnnotatedElement element) {
        String[] settings =
                TracedElements.annotation(element).map(Traced::observe).orElse(new String[0]);
        if (settings.length == 0) return Set.of();
        try {
            // One list, so that a later text can take away what an earlier one names.
            return ObservedSet.resolve(String.join(",", settings));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "@Traced(observe) on " + describe(element) + ": " + e.getMessage(), e);
        }
    }

    private static String describe(AnnotatedElement element) {
        return element instanceof Method method
                ? "method [" + method.toGenericString() + "]"
                : element instanceof Class<?> type ? "class [" + type.getName() + "]" : element.toString();
    }

    /** Returns the id of the innermost class or method around a leaf that has a worker for itself, or an empty text. */
    private static String owner(TestDescriptor leaf) {
        for (Optional<TestDescriptor> next = Optional.of(leaf);
                next.isPresent();
                next = next.get().getParent()) {
            boolean own = TracedElements.element(next.get())
                    .flatMap(TracedElements::annotation)
                    .filter(traced -> traced.fork() == Traced.Fork.OWN)
                    .isPresent();
            if (own) {
                return next.get().getUniqueId().toString();
            }
        }
        return "";
    }
}
