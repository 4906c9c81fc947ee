package dev.ringfence.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text that others chose, so that it can do nothing to a terminal: names, paths and arguments may hold any character. */
final class Printable {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int SHORT = 0xff;

    private Printable() {}

    /** Returns a text with control characters as escapes. */
    static String of(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) return text;
        StringBuilder printable = new StringBuilder();
        text.chars().forEach(c -> printable.append(Character.isISOControl(c) ? escape(c) : String.valueOf((char) c)));
        return printable.toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> String.format(Locale.ROOT, c <= SHORT ? "\\x%02x" : "\\u%04x", c);
        };
    }

    /** Returns arguments as one would type them. */
    static String command(List<String> arguments) {
        return arguments.stream().map(Printable::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        if (PLAIN.matcher(argument).matches()) return argument;
        return "'" + of(argument).replace("'", "'\\''") + "'";
    }
}
