package dev.ringfence.differential;

import java.util.regex.Pattern;

/**
 * What one thread did, as one line tells it.
 *
 * @param text without the thread's id, both halves joined where another thread's line cut it in two
 * @param cut whether it was cut in two, which moves the column of its result
 */
record LogLine(String text, boolean cut) {
    private static final Pattern GAP = Pattern.compile("\\) +(= )");

    /** Returns the text with one space before the result: all that two logs can share if one of them cut the line. */
    String withoutColumn() {
        return GAP.matcher(text).replaceAll(") $1");
    }

    /** Returns whether both lines have their result in the column that the length of their arguments gives. */
    boolean sharesColumnWith(LogLine other) {
        return !cut
                && !other.cut
                && withoutColumn().length() == other.withoutColumn().length();
    }

    /** Returns the call's name, or the whole word before the first space for a signal or an end. */
    String name() {
        int end = text.indexOf('(');
        return end < 0 ? text.substring(0, Math.max(0, text.indexOf(' '))) : text.substring(0, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
