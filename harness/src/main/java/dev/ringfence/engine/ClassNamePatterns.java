package dev.ringfence.engine;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Names of classes to trace without an annotation: {@code all}, or patterns separated by commas, in which {@code *} stands
 * for any characters, matched against the fully qualified name and the simple one.
 */
record ClassNamePatterns(List<Pattern> patterns) {
    static final ClassNamePatterns NONE = new ClassNamePatterns(List.of());

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern STAR = Pattern.compile("*", Pattern.LITERAL);
    private static final Pattern NAME = Pattern.compile("[\\p{javaJavaIdentifierPart}.*]+");

    ClassNamePatterns {
        patterns = List.copyOf(patterns);
    }

    static ClassNamePatterns parse(String value) {
        if (value.isBlank()) {
            return NONE;
        }
        return new ClassNamePatterns(COMMA.splitAsStream(value.strip())
                .map(pattern -> pattern.equals("all") ? "*" : pattern)
                .map(ClassNamePatterns::compile)
                .toList());
    }

    private static Pattern compile(String pattern) {
        if (!NAME.matcher(pattern).matches()) {
            throw new ExtensionConfigurationException(
                    "ringfence.trace must be all or names of classes, in which * stands for any characters,"
                            + " separated by commas, but one was \"" + pattern + "\"");
        }
        return Pattern.compile("\\Q" + STAR.matcher(pattern).replaceAll("\\\\E.*\\\\Q") + "\\E");
    }

    boolean match(Class<?> type) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(type.getName()).matches()
                        || pattern.matcher(type.getSimpleName()).matches());
    }
}
