package dev.ringfence.jupiter;

import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Names of classes that are meant without an annotation: {@code all}, or patterns separated by commas, in which {@code *}
 * stands for any characters, matched against the fully qualified name and the simple one.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ClassNamePatterns(List<Pattern> patterns) {
    /** No class. */
    public static final ClassNamePatterns NONE = new ClassNamePatterns(List.of());

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern STAR = Pattern.compile("*", Pattern.LITERAL);
    private static final Pattern NAME = Pattern.compile("[\\p{javaJavaIdentifierPart}.*]+");

    public ClassNamePatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads them.
     *
     * @param key of the configuration, for errors
     * @throws ExtensionConfigurationException for what is no name of a class
     */
    public static ClassNamePatterns parse(String key, String value) {
        if (value.isBlank()) {
            return NONE;
        }
        return new ClassNamePatterns(COMMA.splitAsStream(value.strip())
                .map(pattern -> pattern.equals("all") ? "*" : pattern)
                .map(pattern -> compile(key, pattern))
                .toList());
    }

    private static Pattern compile(String key, String pattern) {
        if (!NAME.matcher(pattern).matches()) {
            throw new ExtensionConfigurationException(
                    key + " must be all or names of classes, in which * stands for any characters,"
                            + " separated by commas, but one was \"" + pattern + "\"");
        }
        return Pattern.compile("\\Q" + STAR.matcher(pattern).replaceAll("\\\\E.*\\\\Q") + "\\E");
    }

    /** Returns whether a class is meant. */
    public boolean match(Class<?> type) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(type.getName()).matches()
                        || pattern.matcher(type.getSimpleName()).matches());
    }
}
