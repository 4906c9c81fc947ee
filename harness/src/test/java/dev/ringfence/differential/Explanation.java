package dev.ringfence.differential;

import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why two lines, or two runs, may differ.
 *
 * @param kind what is done about it
 * @param program the programs it holds for
 * @param line the lines it holds for; the groups are what differs
 * @param reason for a reader
 */
record Explanation(Kind kind, Pattern program, Pattern line, String reason) {
    private static final String MASK = "*";

    /** How much of a line an explanation takes out of the comparison. */
    enum Kind {
        /** The groups of the pattern have other values in each run; entries of this kind must be needed. */
        VALUE,
        /** Like {@link #VALUE}, where it is chance whether two runs differ: the entry must only match. */
        CHANCE,
        /** Comes at any time: compared by count, not by place. */
        ANYTIME,
        /** Comes any number of times: not compared. */
        ANY_NUMBER
    }

    Explanation {
        Objects.requireNonNull(kind, "kind");
        if (reason.isBlank()) throw new IllegalArgumentException("no reason for " + line);
    }

    boolean isFor(String name) {
        return program.matcher(name).matches();
    }

    boolean matches(LogLine candidate) {
        return line.matcher(candidate.text()).find();
    }

    boolean masks() {
        return kind == Kind.VALUE || kind == Kind.CHANCE;
    }

    /** Replaces the groups of every match. */
    String mask(String text) {
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        Matcher matcher = line.matcher(text);
        while (matcher.find()) {
            MatchResult match = matcher.toMatchResult();
            for (int group = 1; group <= match.groupCount(); group++) {
                if (match.start(group) < copied) continue;
                masked.append(text, copied, match.start(group)).append(MASK);
                copied = match.end(group);
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }
}
