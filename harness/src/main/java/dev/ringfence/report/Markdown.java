package dev.ringfence.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes text so that a reader of Markdown (as GitHub has it) sees it as it is. */
final class Markdown {
    private static final String SPECIAL = "\\`*_{}[]<>#|~&";
    private static final String FENCE = "```";

    private Markdown() {}

    /** Returns text for a line or a cell. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : oneLine(text).toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) escaped.append('\\');
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** Returns code for a line or a cell. */
    static String code(String text) {
        String line = oneLine(text);
        String ticks = "`".repeat(longestRun(line) + 1);
        boolean touches = line.startsWith("`") || line.endsWith("`");
        // In a table a bar ends the cell, even in code.
        return ticks + (touches ? " " : "") + line.replace("|", "\\|") + (touches ? " " : "") + ticks;
    }

    /** Returns a row of a table. */
    static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Returns a block in which nothing is Markdown. */
    static String block(String text) {
        String fence = "`".repeat(Math.max(FENCE.length(), longestRun(text) + 1));
        return fence + "text\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    private static String oneLine(String text) {
        return text.replace("\r", "").replace('\n', ' ');
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
