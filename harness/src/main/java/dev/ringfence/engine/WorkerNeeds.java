package dev.ringfence.engine;

import dev.ringfence.Traced;
import dev.ringfence.Verdict;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.ConfiguredChecks;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.jupiter.VerdictLevels;
import dev.ringfence.snapshot.SnapshotPart;
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
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;

/** Reads from the annotations of a class what worker its tests need. */
final class WorkerNeeds {
    private final List<RecordingCheck> checks;
    private final ClassTemplates classTemplates;
    private final Set<String> everywhere;
    private final Set<SnapshotPart> capturedEverywhere;
    private final ConfigurationParameters parameters;

    /**
     * Makes a reader.
     *
     * @param everywhere the kernel's names of the calls to observe in every class
     * @param capturedEverywhere parts of the snapshots of every class
     */
    WorkerNeeds(
            List<RecordingCheck> checks,
            ClassTemplates classTemplates,
            Set<String> everywhere,
            Set<SnapshotPart> capturedEverywhere,
            ConfigurationParameters parameters) {
        this.checks = List.copyOf(checks);
        this.classTemplates = classTemplates;
        this.everywhere = Set.copyOf(everywhere);
        this.capturedEverywhere = Set.copyOf(capturedEverywhere);
        this.parameters = parameters;
    }

    static WorkerNeeds withRegisteredChecks(
            ClassTemplates classTemplates,
            Set<String> everywhere,
            Set<SnapshotPart> capturedEverywhere,
            ConfigurationParameters parameters) {
        List<RecordingCheck> checks = new ArrayList<>();
        ServiceLoader.load(RecordingCheck.class).forEach(checks::add);
        return new WorkerNeeds(checks, classTemplates, everywhere, capturedEverywhere, parameters);
    }

    /** A test that has not run yet. */
    private record PlannedTest(List<AnnotatedElement> elements, ConfigurationParameters parameters)
            implements CheckedTest {
        @Override
        public Optional<String> configuration(String key) {
            return parameters.get(key);
        }
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
        Set<SnapshotPart> captured = new HashSet<>(capturedEverywhere);
        leaves.stream().flatMap(leaf -> classTemplates.below(leaf).stream()).forEach(test -> {
            List<AnnotatedElement> elements = TracedElements.elements(test);
            elements.forEach(element -> observed.addAll(observedFor(element)));
            elements.forEach(element -> captured.addAll(capturedFor(element)));
            for (Needs needs : needs(elements)) {
                observed.addAll(needs.watched());
                counted.addAll(needs.counted());
                captured.addAll(needs.captured());
            }
        });
        counted.removeAll(observed);
        observed.addAll(counted);
        List<Map.Entry<String, TestDescriptor>> owned = new ArrayList<>();
        leaves.forEach(leaf -> owned.add(Map.entry(owner(leaf), leaf)));
        owned.sort(Comparator.comparing(entry -> !entry.getKey().isEmpty()));
        Map<Plan.WorkerKey, List<TestDescriptor>> parts = new LinkedHashMap<>();
        for (Map.Entry<String, TestDescriptor> entry : owned) {
            Plan.WorkerKey worker = new Plan.WorkerKey(observed, counted, captured, entry.getKey());
            parts.computeIfAbsent(worker, key -> new ArrayList<>()).add(entry.getValue());
        }
        return parts;
    }

    private List<Needs> needs(List<AnnotatedElement> elements) {
        VerdictLevels.validate(elements, checks);
        CheckedTest test = new PlannedTest(elements, parameters);
        ConfiguredChecks.validate(test, checks);
        return checks.stream()
                .filter(check -> VerdictLevels.of(check, test) != Verdict.Level.OFF)
                .map(check -> check.needs(test))
                .toList();
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

    private static List<SnapshotPart> capturedFor(AnnotatedElement element) {
        return TracedElements.annotation(element)
                .map(traced -> List.of(traced.snapshot()))
                .orElse(List.of());
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
