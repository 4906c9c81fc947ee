package dev.ringfence.results;

import java.util.Locale;
import org.apiguardian.api.API;

/** What became of a test. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Verdict {
    PASSED("passed"),
    /** It left descriptors open. */
    LEAK("leak"),
    /** It exceeds its budget, or has none where it must. */
    OVER_BUDGET("over budget"),
    /** It failed because something was not observed, or is missing. */
    CANNOT_TELL("cannot tell"),
    /** It failed for another reason: its own assertions, a hard limit, the end of its JVM. */
    FAILED("failed"),
    ABORTED("aborted"),
    SKIPPED("skipped");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Returns it as a reader likes it: {@code over budget}. */
    public String words() {
        return words;
    }

    /** Returns it as a program likes it: {@code over-budget}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether it makes the build fail. */
    public boolean isFailure() {
        return this == LEAK || this == OVER_BUDGET || this == CANNOT_TELL || this == FAILED;
    }
}
