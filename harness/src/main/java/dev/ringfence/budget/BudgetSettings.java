package dev.ringfence.budget;

import dev.ringfence.kernelfs.KernelText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What the configuration says about budgets.
 *
 * @param mode what is done with them
 * @param profile the section of the file that counts here
 * @param file where they are kept
 * @param named metrics of a test that names none, if the configuration names some
 * @param tolerances by metric, where they are not what the metric says itself
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BudgetSettings(
        BudgetMode mode, String profile, Path file, Optional<List<Metric>> named, Map<String, Tolerance> tolerances) {
    private static final String MODE = "ringfence.budgets.mode";
    private static final String PROFILE = "ringfence.budgets.profile";
    private static final String FILE = "ringfence.budgets.file";
    private static final String METRICS = "ringfence.budgets.metrics";
    private static final String TOLERANCE = "ringfence.budgets.tolerance";
    private static final String CI = "CI";
    private static final String NAME = "ringfence.budgets";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern METRIC_AND_TOLERANCE =
            Pattern.compile("([a-z0-9-]+)\\s+([0-9]{1,18})\\s+([0-9]{1,6})%");

    public BudgetSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(file, "file");
        named = named.map(List::copyOf);
        tolerances = Map.copyOf(tolerances);
    }

    /**
     * Reads them.
     *
     * @param configuration the value of a key, if it has one
     * @param environment variables: where {@code CI} is set, and not to {@code false}, budgets are checked and none is added
     * @param module the directory of the module
     * @throws IllegalArgumentException for a value that a key cannot have
     */
    public static BudgetSettings of(
            Function<String, Optional<String>> configuration, Map<String, String> environment, Path module) {
        Function<String, Optional<String>> values =
                key -> configuration.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        return new BudgetSettings(
                values.apply(MODE).map(BudgetSettings::mode).orElse(mode(environment)),
                values.apply(PROFILE).map(BudgetSettings::profile).orElseGet(Profiles::ofThisJvm),
                values.apply(FILE).map(module::resolve).orElseGet(() -> defaultFile(module)),
                values.apply(METRICS).map(BudgetSettings::metrics),
                values.apply(TOLERANCE).map(BudgetSettings::tolerances).orElse(Map.of()));
    }

    /** Returns the directory of the module whose tests run: Surefire and Failsafe say it, elsewhere it is the working directory. */
    public static Path moduleOfThisJvm() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** Returns the metrics of a test that names none. */
    public List<Metric> metrics() {
        // They are made late: to make them, all tables of calls are read.
        return named.orElseGet(Metrics::standard);
    }

    /** Returns the tolerance of a metric. */
    public Tolerance tolerance(Metric metric) {
        return tolerances.getOrDefault(metric.name(), metric.tolerance());
    }

    private static BudgetMode mode(Map<String, String> environment) {
        String ci = environment.getOrDefault(CI, "");
        return ci.isBlank() || ci.equalsIgnoreCase("false") ? BudgetMode.NEW : BudgetMode.CHECK;
    }

    private static BudgetMode mode(String value) {
        return Arrays.stream(BudgetMode.values())
                .filter(mode -> mode.text().equals(value))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(MODE + " must be one of "
                        + Arrays.stream(BudgetMode.values())
                                .map(BudgetMode::text)
                                .collect(Collectors.joining(", "))
                        + " but was \"" + value + "\""));
    }

    private static String profile(String value) {
        if (Profiles.isProfile(value)) return value;
        throw new IllegalArgumentException(PROFILE
                + " must be words of letters, digits and ._+- with one blank between them but was \"" + value + "\"");
    }

    /** Beside the tests, where it is committed and reviewed with them, and where no build copies it anywhere. */
    private static Path defaultFile(Path module) {
        Path tests = module.resolve("src").resolve("test");
        return (Files.isDirectory(tests) ? tests : module).resolve(NAME);
    }

    private static List<Metric> metrics(String value) {
        try {
            return COMMA.splitAsStream(value).map(Metrics::byName).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(METRICS + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Tolerance> tolerances(String value) {
        Map<String, Tolerance> tolerances = new TreeMap<>();
        COMMA.splitAsStream(value).forEach(item -> {
            Matcher parts = METRIC_AND_TOLERANCE.matcher(item);
            if (!parts.matches() || Metrics.find(parts.group(1)).isEmpty()) {
                throw new IllegalArgumentException(TOLERANCE
                        + " must be METRIC NUMBER PERCENT%, several with commas between them, such as \"opens 2 10%\", but one was \""
                        + item + "\"");
            }
            KernelText.Line line = KernelText.line(TOLERANCE, item);
            tolerances.put(
                    parts.group(1),
                    new Tolerance(line.decimal(parts.group(2), "number"), line.decimalInt(parts.group(3), "percent")));
        });
        return tolerances;
    }
}
