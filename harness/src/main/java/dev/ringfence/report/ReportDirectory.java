package dev.ringfence.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Where reports go: the directory of {@code ringfence.report.dir}; by default {@code target/ringfence} where there is a {@code
 * target}, else {@code build/ringfence} where there is a {@code build}, else nowhere.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReportDirectory {
    private static final String DIRECTORY = "ringfence.report.dir";
    private static final String DEFAULT_NAME = "ringfence";

    private ReportDirectory() {}

    /**
     * Returns the directory, which need not exist, or empty where reports go nowhere.
     *
     * @param configuration the value of a key, if it has one
     */
    public static Optional<Path> of(Function<String, Optional<String>> configuration) {
        Optional<String> configured = configuration.apply(DIRECTORY);
        if (configured.isPresent()) {
            return configured.filter(value -> !value.isBlank()).map(Path::of);
        }
        for (String build : new String[] {"target", "build"}) {
            if (Files.isDirectory(Path.of(build))) {
                return Optional.of(Path.of(build, DEFAULT_NAME));
            }
        }
        return Optional.empty();
    }
}
