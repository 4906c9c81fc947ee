package dev.ringfence.cli;

import dev.ringfence.kernelfs.Reading;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;

/** Lines with a title each, below headings. Not thread-safe. */
final class ReportText {
    private static final int TITLE_COLUMNS = 15;

    private final StringBuilder text = new StringBuilder();
    private final Ansi ansi;

    ReportText(Ansi ansi) {
        this.ansi = ansi;
    }

    /** Begins a part: a title and what sums it up. */
    ReportText part(String title, String summary) {
        if (!text.isEmpty()) text.append('\n');
        String blanks = " ".repeat(Math.max(1, TITLE_COLUMNS - title.length()));
        text.append(styled("bold", title))
                .append(summary.isEmpty() ? "" : blanks + summary)
                .append('\n');
        return this;
    }

    /** Adds a line with a title. */
    ReportText line(String title, String value) {
        String indented = "  " + title;
        text.append(indented)
                .append(" ".repeat(Math.max(1, TITLE_COLUMNS - indented.length())))
                .append(value)
                .append('\n');
        return this;
    }

    /** Adds a line with a title, or why it is not known. */
    <T> ReportText line(String title, Reading<T> reading, Function<T, String> words) {
        return line(title, known(reading, words));
    }

    /** Adds a line that belongs to the one above. */
    ReportText more(String value) {
        text.append(" ".repeat(TITLE_COLUMNS)).append(value).append('\n');
        return this;
    }

    /** Adds a line as it is. */
    ReportText plain(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** Returns what was read in words, or that it was not and why. */
    static <T> String known(Reading<T> reading, Function<T, String> words) {
        return reading.value().map(words).orElseGet(() -> "not known: " + reading.fault());
    }

    /** Returns a text that an investigator must not overlook. */
    String alarming(String words) {
        return styled("bold,red", words);
    }

    private String styled(String style, String words) {
        // Words with the marks of picocli's language would be taken for styles; ours have none.
        return ansi.string("@|" + style + " " + words + "|@");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
