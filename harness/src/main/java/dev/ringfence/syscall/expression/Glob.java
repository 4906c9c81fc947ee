package dev.ringfence.syscall.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern for a text. {@code *} stands for any run of characters but {@code /}, {@code **} for any run of characters,
 * {@code ?} for one character but {@code /}; everything else, brackets and braces too ({@code socket:[4711]}), stands for
 * itself. Not that of java.nio: it needs paths, which a JVM cannot make of all names under every locale.
 */
public final class Glob {
    private final String pattern;
    private final Pattern regex;

    private Glob(String pattern, String regex) {
        if (pattern.isBlank()) throw new IllegalArgumentException("pattern must not be blank");
        this.pattern = pattern;
        this.regex = Pattern.compile(regex, Pattern.DOTALL);
    }

    /** Returns a pattern for a whole text in which slashes separate. */
    public static Glob of(String pattern) {
        return new Glob(pattern, translated(pattern, true));
    }

    /** Returns a pattern for a path: one that does not begin with {@code /} may begin behind any slash of the path. */
    public static Glob ofPath(String pattern) {
        return new Glob(pattern, (pattern.startsWith("/") ? "" : "(?:.*/)?") + translated(pattern, true));
    }

    /** Returns a pattern for a name, in which slashes are characters like any other. */
    public static Glob ofName(String pattern) {
        return new Glob(pattern, translated(pattern, false));
    }

    /** Returns what fits this text alone. */
    public static Glob literal(String text) {
        return new Glob(text, Pattern.quote(text));
    }

    /** Returns whether the pattern fits. */
    public boolean matches(String text) {
        return regex.matcher(text).matches();
    }

    /** Returns whether the pattern fits a text, or may fit a longer one that begins with it. */
    public boolean mayMatchLonger(String beginning) {
        Matcher matcher = regex.matcher(beginning);
        return matcher.matches() || matcher.hitEnd();
    }

    /** Returns it as it was given. */
    public String pattern() {
        return pattern;
    }

    @Override
    public String toString() {
        return pattern;
    }

    private static String translated(String pattern, boolean slashes) {
        String one = slashes ? "[^/]" : ".";
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean doubled = c == '*' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*';
            if (doubled) i++;
            regex.append(
                    switch (c) {
                        case '*' -> doubled ? ".*" : one + "*";
                        case '?' -> one;
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return regex.toString();
    }
}
