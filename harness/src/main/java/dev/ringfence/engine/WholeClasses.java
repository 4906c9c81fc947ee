package dev.ringfence.engine;

import dev.ringfence.jupiter.ClassNamePatterns;
import dev.ringfence.jupiter.TestKey;
import dev.ringfence.results.TestResult;
import dev.ringfence.results.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Tells which test classes ran as a whole: with every traced test that Jupiter finds in them, whatever selectors and filters
 * made the run, and each passed.
 */
final class WholeClasses {
    private final TestEngine jupiter;
    private final RingfenceDescriptor root;
    private final ConfigurationParameters parameters;
    private final ClassNamePatterns patterns;
    private final RunLog log;

    WholeClasses(
            TestEngine jupiter,
            RingfenceDescriptor root,
            ConfigurationParameters parameters,
            ClassNamePatterns patterns,
            RunLog log) {
        this.jupiter = jupiter;
        this.root = root;
        this.parameters = parameters;
        this.patterns = patterns;
        this.log = log;
    }

    /** Returns whether a class ran as a whole. */
    boolean isWhole(String className) {
        Optional<? extends TestDescriptor> ran = root.getChildren().stream()
                .filter(child -> TestKey.of(child.getUniqueId()).equals(className))
                .findAny();
        if (ran.isEmpty()) return false;
        List<TestResult> results = log.resultsBelow(ran.get().getUniqueId());
        boolean passed = !results.isEmpty() && results.stream().allMatch(result -> result.verdict() == Verdict.PASSED);
        return passed && !root.selectsParts(ran.get()) && ids(ran.get()).containsAll(all(ran.get()));
    }

    /** Returns what was to run: also what has got invocations below it meanwhile, and what Jupiter hides in a class template. */
    private Set<UniqueId> ids(TestDescriptor testClass) {
        Set<UniqueId> ids = new HashSet<>();
        testClass.accept(node -> {
            ids.add(node.getUniqueId());
            root.classTemplates().below(node).forEach(member -> ids.add(member.getUniqueId()));
        });
        return ids;
    }

    private Set<UniqueId> all(TestDescriptor testClass) {
        Class<?> type = testClass
                .getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass())
                .orElseThrow(() -> new IllegalStateException("a class without a source: " + testClass.getUniqueId()));
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(type));
        parameters
                .keySet()
                .forEach(key -> parameters.get(key).ifPresent(value -> request.configurationParameter(key, value)));
        TestDescriptor discovered = jupiter.discover(request.build(), root.getUniqueId());
        for (TestDescriptor child : List.copyOf(discovered.getChildren())) {
            RingfenceTestEngine.keepTraced(child, false, patterns);
        }
        return SingleInvocations.leaves(discovered).stream()
                .map(TestDescriptor::getUniqueId)
                .collect(Collectors.toSet());
    }
}
