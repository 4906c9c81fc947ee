package dev.ringfence.assertions.evidence;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A pattern over the text of a descriptor's target or of its opening site. {@code *} stands for any run of characters
 * but {@code /}, {@code **} for
 * any run of characters, {@code ?} for one character but {@code /}; everything else, brackets and braces too ({@code
 * socket:[4711]}), stands for itself. Two with the same pattern are equal.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Glob {
    private final String pattern;
    private final dev.ringfence.syscall.expression.Glob glob;

    /**
     * Makes a glob.
     *
     * @param pattern not blank
     */
    public Glob(String pattern) {
        Objects.requireNonNull(pattern, "pattern");
        if (pattern.isBlank()) throw new IllegalArgumentException("pattern must not be blank");
        this.pattern = pattern;
        this.glob = dev.ringfence.syscall.expression.Glob.of(pattern);
    }

    /** Returns the pattern. */
    public String pattern() {
        return pattern;
    }

    /** Returns whether the whole text matches. */
    public boolean matches(String text) {
        return glob.matches(text);
    }

    /** Returns whether a longer text that begins with this one might match. */
    boolean mayMatchLonger(String beginning) {
        return glob.mayMatchLonger(beginning);
    }

    /** Returns whether it stands for more than one text. */
    boolean hasWildcard() {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
