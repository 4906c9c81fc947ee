package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.Budgeted;
import dev.ringfence.assertions.MetricTolerance;
import dev.ringfence.budget.BudgetSettings;
import dev.ringfence.budget.BudgetTerms;
import dev.ringfence.budget.Locked;
import dev.ringfence.budget.Metric;
import dev.ringfence.budget.Metrics;
import dev.ringfence.budget.Tolerance;
import dev.ringfence.jupiter.ClassNamePatterns;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What is to be done about the budget of a test: what the nearest {@link Budgeted} says, or for a class that {@code
 * ringfence.budgets} names, what it says by default.
 *
 * @param metrics what is counted
 * @param tolerances by the name of the metric, for each of them
 */
record BudgetPlan(List<Metric> metrics, Map<String, Tolerance> tolerances, int warmUps, int rounds) {
    private static final String CLASSES = "ringfence.budgets";

    BudgetPlan {
        metrics = List.copyOf(metrics);
        tolerances = Map.copyOf(tolerances);
    }

    /** An annotation that says nothing, for tests that have none. */
    @Budgeted
    private static final class Unannotated {}

    /**
     * Returns the plan, or empty for a test without a budget.
     *
     * @throws ExtensionConfigurationException for a faulty annotation or parameter
     */
    static Optional<BudgetPlan> of(
            List<AnnotatedElement> elements,
            BudgetSettings settings,
            Function<String, Optional<String>> configuration) {
        Optional<Annotated<Budgeted>> annotated = Annotated.nearest(elements, Budgeted.class);
        if (annotated.isPresent()) return Optional.of(of(annotated.get(), settings));
        ClassNamePatterns classes = configuration
                .apply(CLASSES)
                .map(value -> ClassNamePatterns.parse(CLASSES, value))
                .orElse(ClassNamePatterns.NONE);
        boolean named = elements.stream().anyMatch(element -> element instanceof Class<?> type && classes.match(type));
        return named
                ? Annotated.nearest(List.of(Unannotated.class), Budgeted.class)
                        .map(byDefault -> of(byDefault, settings))
                : Optional.empty();
    }

    private static BudgetPlan of(Annotated<Budgeted> annotated, BudgetSettings settings) {
        Budgeted annotation = annotated.annotation();
        if (annotation.warmUps() < 0)
            throw annotated.misuse("must not have negative warmUps but was: " + annotation.warmUps());
        if (annotation.rounds() < 0)
            throw annotated.misuse("must not have negative rounds but was: " + annotation.rounds());
        List<Metric> metrics = metrics(annotated, settings);
        Map<String, Tolerance> tolerances = new HashMap<>();
        metrics.forEach(metric -> tolerances.put(metric.name(), settings.tolerance(metric)));
        tolerances.putAll(tolerances(annotated, metrics));
        return new BudgetPlan(metrics, tolerances, annotation.warmUps(), annotation.rounds());
    }

    private static List<Metric> metrics(Annotated<Budgeted> annotated, BudgetSettings settings) {
        List<Metric> metrics = new ArrayList<>();
        for (String name : annotated.annotation().metrics()) {
            Metric metric = metric(annotated, name);
            if (metrics.contains(metric))
                throw annotated.misuse("must name a metric once but was: \"" + name + "\" twice");
            metrics.add(metric);
        }
        return metrics.isEmpty() ? settings.metrics() : metrics;
    }

    private static Metric metric(Annotated<Budgeted> annotated, String name) {
        try {
            return Metrics.byName(name);
        } catch (IllegalArgumentException unknown) {
            ExtensionConfigurationException misuse =
                    annotated.misuse("must name a metric but did not: " + unknown.getMessage());
            misuse.initCause(unknown);
            throw misuse;
        }
    }

    private static Map<String, Tolerance> tolerances(Annotated<Budgeted> annotated, List<Metric> metrics) {
        Map<String, Tolerance> tolerances = new HashMap<>();
        for (MetricTolerance given : annotated.annotation().tolerances()) {
            if (!metrics.contains(metric(annotated, given.metric())))
                throw annotated.misuse(
                        "must give a tolerance for one of its metrics but was: \"" + given.metric() + "\"");
            if (given.absolute() < 0 || given.percent() < 0)
                throw annotated.misuse("must not have a negative tolerance but was: absolute = " + given.absolute()
                        + ", percent = " + given.percent() + " for \"" + given.metric() + "\"");
            Tolerance tolerance = new Tolerance(given.absolute(), given.percent());
            if (tolerances.put(given.metric(), tolerance) != null)
                throw annotated.misuse(
                        "must give one tolerance for a metric but was: two for \"" + given.metric() + "\"");
        }
        return tolerances;
    }

    /** Returns by what the test is judged. */
    BudgetTerms terms(BudgetSettings settings, Map<String, Locked> locked) {
        return new BudgetTerms(settings.mode(), new TreeMap<>(tolerances), locked, warmUps, rounds);
    }
}
