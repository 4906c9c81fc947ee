package dev.ringfence.worker;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * What JUnit runs with in the worker: what it was configured with in the test JVM, one test at a time, with our
 * extension before all others.
 */
final class RunConfiguration {
    private static final String ENGINE = "junit-jupiter";
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
    private static final String AUTODETECTION = "junit.jupiter.extensions.autodetection.enabled";
    private static final String INCLUDE = "junit.jupiter.extensions.autodetection.include";
    private static final String EXCLUDE = "junit.jupiter.extensions.autodetection.exclude";
    private static final String OWN_EXTENSIONS = "dev.ringfence.jupiter.*";
    // The test JVM replays the output, and captures it there if it is asked to.
    private static final String CAPTURE_OUT = "junit.platform.output.capture.stdout";
    private static final String CAPTURE_ERR = "junit.platform.output.capture.stderr";
    private static final String ROUNDS = "ringfence.rounds";
    private static final int DEFAULT_ROUNDS = 12;
    private static final Pattern POSITIVE = Pattern.compile("[1-9]\\d{0,5}");

    private final Map<String, String> parameters;
    private final @Nullable Path outputDirectory;

    RunConfiguration(Map<String, String> sent, @Nullable String outputDirectory) {
        this.parameters = parameters(sent);
        this.outputDirectory = outputDirectory == null ? null : Path.of(outputDirectory);
    }

    static Map<String, String> parameters(Map<String, String> sent) {
        Map<String, String> result = new HashMap<>(sent);
        result.put(PARALLEL, "false");
        result.put(CAPTURE_OUT, "false");
        result.put(CAPTURE_ERR, "false");
        if (value(sent, AUTODETECTION).filter(Boolean::parseBoolean).isPresent()) {
            value(sent, INCLUDE)
                    .filter(p -> !p.isBlank())
                    .ifPresent(p -> result.put(INCLUDE, p + "," + OWN_EXTENSIONS));
        } else {
            result.put(AUTODETECTION, "true");
            result.put(INCLUDE, OWN_EXTENSIONS);
            result.put(EXCLUDE, "");
        }
        return Map.copyOf(result);
    }

    private static Optional<String> value(Map<String, String> sent, String key) {
        return Optional.ofNullable(sent.get(key)).or(() -> Optional.ofNullable(System.getProperty(key)));
    }

    /** Returns the largest number of confirming runs. */
    int rounds() {
        Optional<String> text = value(parameters, ROUNDS);
        if (text.isEmpty()) return DEFAULT_ROUNDS;
        if (!POSITIVE.matcher(text.get()).matches()) {
            throw new ExtensionConfigurationException(
                    ROUNDS + " must be a positive number of at most six digits but was \"" + text.get() + "\"");
        }
        return Integer.decode(text.get());
    }

    LauncherDiscoveryRequest request(Collection<String> uniqueIds) {
        LauncherDiscoveryRequestBuilder builder = LauncherDiscoveryRequestBuilder.request()
                .selectors(uniqueIds.stream()
                        .map(DiscoverySelectors::selectUniqueId)
                        .toList())
                .filters(EngineFilter.includeEngines(ENGINE))
                .configurationParameters(parameters);
        if (outputDirectory != null) builder.outputDirectoryCreator(new WorkerOutputDirectories(outputDirectory));
        return builder.build();
    }
}
