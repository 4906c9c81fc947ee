package dev.ringfence.engine;

import dev.ringfence.budget.BudgetSettings;
import dev.ringfence.jupiter.ClassNamePatterns;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.syscall.ObservedSet;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * The configuration parameters that the test JVM reads, checked.
 *
 * @param inline whether traced classes run in the test JVM, unjudged
 * @param patterns names of classes to trace without an annotation
 * @param observed the kernel's names of the calls to observe in every class, beside what it asks for
 * @param captured parts of the snapshots of every class, beside what it asks for
 */
record Configuration(
        boolean inline,
        ClassNamePatterns patterns,
        Set<String> observed,
        Set<SnapshotPart> captured,
        boolean debug,
        IfUnavailable ifUnavailable,
        Duration quiet,
        Duration settle,
        int eventLimit,
        Duration startTimeout,
        BudgetSettings budgets) {

    private static final String TRACE = "ringfence.trace";
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    /** What becomes of traced tests on a machine that does not allow tracing. */
    enum IfUnavailable {
        FAIL,
        ABORT,
        SKIP
    }

    private enum Mode {
        FORK,
        INLINE
    }

    /**
     * Reads them.
     *
     * @throws ExtensionConfigurationException for a value that a parameter cannot have
     */
    static Configuration of(ConfigurationParameters parameters) {
        return new Configuration(
                isInline(parameters),
                patterns(parameters),
                parameters.get("ringfence.observe").map(Configuration::observed).orElse(Set.of()),
                parameters
                        .get("ringfence.snapshot")
                        .map(Configuration::captured)
                        .orElse(Set.of()),
                parameters.getBoolean("ringfence.debug").orElse(false),
                oneOf(parameters, "ringfence.unavailable", IfUnavailable.FAIL),
                Duration.ofMillis(number(parameters, "ringfence.quiet", 250)),
                Duration.ofMillis(number(parameters, "ringfence.settle", 3000)),
                number(parameters, "ringfence.events", 10_000),
                Duration.ofSeconds(number(parameters, "ringfence.start.timeout", 60)),
                budgets(parameters));
    }

    /** Returns whether traced classes run in the test JVM, unjudged. */
    static boolean isInline(ConfigurationParameters parameters) {
        return oneOf(parameters, "ringfence.mode", Mode.FORK) == Mode.INLINE;
    }

    /** Returns the names of classes to trace without an annotation. */
    static ClassNamePatterns patterns(ConfigurationParameters parameters) {
        return parameters
                .get(TRACE)
                .map(value -> ClassNamePatterns.parse(TRACE, value))
                .orElse(ClassNamePatterns.NONE);
    }

    private static BudgetSettings budgets(ConfigurationParameters parameters) {
        try {
            return BudgetSettings.of(parameters::get, System.getenv(), BudgetSettings.moduleOfThisJvm());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Set<String> observed(String setting) {
        try {
            return ObservedSet.resolve(setting);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("ringfence.observe: " + e.getMessage(), e);
        }
    }

    private static Set<SnapshotPart> captured(String setting) {
        try {
            return SnapshotPart.parse(setting);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("ringfence.snapshot: " + e.getMessage(), e);
        }
    }

    private static int number(ConfigurationParameters parameters, String name, int otherwise) {
        Optional<String> value = parameters.get(name).map(String::strip);
        if (value.isEmpty()) {
            return otherwise;
        }
        int number = DIGITS.matcher(value.get()).matches() ? new BigInteger(value.get()).intValueExact() : 0;
        if (number == 0) {
            throw new ExtensionConfigurationException(
                    name + " must be a whole number from 1 to 999999999 but was \"" + value.get() + "\"");
        }
        return number;
    }

    private static <E extends Enum<E>> E oneOf(ConfigurationParameters parameters, String name, E otherwise) {
        Optional<String> value = parameters.get(name).map(String::strip);
        if (value.isEmpty()) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> spelled(constant).equals(value.get().toLowerCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new ExtensionConfigurationException(name + " must be "
                        + Arrays.stream(constants).map(Configuration::spelled).collect(Collectors.joining(" or "))
                        + " but was \"" + value.get() + "\""));
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
