package dev.ringfence.jupiter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The checks of all traced tests: the configuration parameter {@code ringfence.checks} names them, separated by commas, such
 * as {@code no-exec, writes-only-under=/tmp, writes-only-under=target}. A check that needs values is named once for each. An
 * annotation is used in place of what is configured for its check.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConfiguredChecks {
    /** The configuration parameter. */
    public static final String PARAMETER = "ringfence.checks";

    private static final Pattern COMMA = Pattern.compile(",");

    private ConfiguredChecks() {}

    /**
     * Returns the values that are configured for a check, none where it is named alone; empty where it is not named.
     *
     * @param check {@link RecordingCheck#name()}
     */
    public static Optional<List<String>> values(String check, CheckedTest test) {
        return Optional.ofNullable(all(test).get(check));
    }

    /**
     * Checks that every check that is named is one that can be configured.
     *
     * @throws ExtensionConfigurationException for one that is not
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static void validate(CheckedTest test, Collection<RecordingCheck> checks) {
        List<String> names = checks.stream()
                .filter(RecordingCheck::isConfigurable)
                .map(RecordingCheck::name)
                .sorted()
                .toList();
        for (String name : all(test).keySet()) {
            if (!names.contains(name))
                throw misuse("must name checks (" + String.join(", ", names) + ") but named \"" + name + "\"");
        }
    }

    /** Returns the error of a faulty setting: {@code ringfence.checks must …}. */
    public static ExtensionConfigurationException misuse(String rule) {
        return new ExtensionConfigurationException(PARAMETER + " " + rule);
    }

    private static Map<String, List<String>> all(CheckedTest test) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String term : terms(test.configuration(PARAMETER).orElse(""))) {
            int equals = term.indexOf('=');
            String name = equals < 0 ? term : term.substring(0, equals).strip();
            List<String> values = all.computeIfAbsent(name, key -> new ArrayList<>());
            if (equals >= 0) values.add(term.substring(equals + 1).strip());
        }
        return all;
    }

    private static List<String> terms(String list) {
        return COMMA.splitAsStream(list)
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .collect(Collectors.toList());
    }
}
