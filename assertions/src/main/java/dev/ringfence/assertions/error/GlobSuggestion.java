package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Leak;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Suggests the pattern that would allow a leak. Parts of a path that another run would name differently become {@code
 * *}: numbers, and what looks random. What is not a file has no
 * stable name, so its opening site is suggested.
 */
final class GlobSuggestion {
    private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String TOKEN_START = "(?<![A-Za-z0-9])";
    private static final String TOKEN_END = "(?![A-Za-z0-9])";
    private static final String RANDOM_TOKEN = TOKEN_START + "(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,}" + TOKEN_END;
    private static final String NUMBER_TOKEN = TOKEN_START + "[0-9]+" + TOKEN_END;
    private static final String LONG_NUMBER = "[0-9]{3,}";
    private static final Pattern VARIABLE =
            Pattern.compile(String.join("|", UUID, RANDOM_TOKEN, NUMBER_TOKEN, LONG_NUMBER));
    private static final Pattern SOURCE_POSITION = Pattern.compile("\\([^()]*\\)$");
    private static final int MOST = 3;

    private GlobSuggestion() {}

    /** Returns at most three different patterns, in the order of the leaks. */
    static List<String> of(List<Leak> leaks) {
        return leaks.stream().map(GlobSuggestion::of).distinct().limit(MOST).toList();
    }

    /** Returns at most three different patterns for texts such as paths, in their order. */
    static List<String> ofTexts(List<String> texts) {
        return texts.stream().map(GlobSuggestion::stable).distinct().limit(MOST).toList();
    }

    private static String stable(String text) {
        return text.startsWith("/") ? VARIABLE.matcher(text).replaceAll("*") : text;
    }

    private static String of(Leak leak) {
        return leak.file()
                .map(GlobSuggestion::stable)
                .orElseGet(() -> SOURCE_POSITION.matcher(leak.site().label()).replaceFirst("(*)"));
    }

    /** Returns the patterns as a member of an annotation: {@code "a"} or {@code {"a", "b"}}. */
    static String asMember(List<String> globs) {
        return CodeText.member(globs);
    }

    static String literal(String text) {
        return CodeText.literal(text);
    }
}
