package dev.ringfence.assertions.evidence;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A pattern over the text of a descriptor's target or of its opening site. {@code *} stands for any run of characters
 * but {@code /}, {@code **} for
 * any run of characters, {@code ?} for one character but {@code /}; everything else, brackets and braces too ({@code
 * socket:[4711]}), stands for itself.
 *
 * @param pattern the pattern, not blank
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Glob(String pattern) {
    public Glob {
        Objects.requireNonNull(pattern, "pattern");
        if (pattern.isBlank()) throw new IllegalArgumentException("pattern must not be blank");
    }

    /** Returns whether the whole text matches. */
    public boolean matches(String text) {
        return dev.ringfence.syscall.expression.Glob.of(pattern).matches(text);
    }
}
