package dev.ringfence.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads environment variables that hold JVM options. HotSpot ({@code JAVA_TOOL_OPTIONS}, {@code _JAVA_OPTIONS}) and the
 * launcher ({@code JDK_JAVA_OPTIONS}) separate options by white space, and let either quote hold some together; there is
 * no escape character.
 */
final class OptionVariables {
    /** The variables, in the order in which their options come; the command line's come before the last one's. */
    static final List<String> NAMES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private OptionVariables() {}

    /**
     * An option and where it stands.
     *
     * @param text without quotes
     * @param start first character in the variable's value
     * @param end after the last one
     */
    record Option(String text, int start, int end) {}

    static List<Option> parse(String value) {
        List<Option> options = new ArrayList<>();
        int position = 0;
        while (position < value.length()) {
            if (Character.isWhitespace(value.charAt(position))) {
                position++;
            } else {
                Option option = parseOne(value, position);
                options.add(option);
                position = option.end();
            }
        }
        return options;
    }

    private static Option parseOne(String value, int start) {
        StringBuilder text = new StringBuilder();
        char quote = 0;
        int position = start;
        while (position < value.length()) {
            char c = value.charAt(position);
            if (quote == 0 && Character.isWhitespace(c)) {
                break;
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                text.append(c);
            }
            position++;
        }
        return new Option(text.toString(), start, position);
    }

    /** Returns the value without the options of a debugger, which listens or connects once only. */
    static String withoutDebugger(String value) {
        StringBuilder kept = new StringBuilder(value);
        List<Option> options = parse(value);
        for (int i = options.size() - 1; i >= 0; i--) {
            if (JvmOptions.isForDebugging(options.get(i).text())) {
                kept.delete(options.get(i).start(), options.get(i).end());
            }
        }
        return kept.toString();
    }
}
