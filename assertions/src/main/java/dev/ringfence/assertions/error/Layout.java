package dev.ringfence.assertions.error;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lays out the lines of a message. */
final class Layout {
    /** STYLE: a message shows at most ten pieces of evidence. */
    static final int EVIDENCE = 10;

    static final int LABEL_WIDTH = 14;

    private Layout() {}

    /** Returns {@code allow it:     text}. */
    static String labelled(String label, String text) {
        return pad(label + ":", LABEL_WIDTH) + text;
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Returns {@code reproduce:    mvn test -Dtest=UploadIT#uploads}. */
    static String reproducing(String selector) {
        return labelled("reproduce", "mvn test -Dtest=" + quoted(selector));
    }

    /** A nested class has a dollar sign in its name, which a shell would expand. */
    static String quoted(String selector) {
        return selector.contains("$") ? "'" + selector + "'" : selector;
    }

    /** Returns {@code 1 site} or {@code 2 sites}. */
    static String counted(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun + "s");
    }

    /** Returns rows whose cells start at the same column; the last cell is not padded. */
    static List<String> aligned(List<List<String>> rows, String... separators) {
        int[] widths = new int[separators.length];
        for (List<String> row : rows)
            Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < separators.length; i++)
                line.append(pad(row.get(i), widths[i])).append(separators[i]);
            lines.add(line.append(row.get(separators.length)).toString());
        }
        return lines;
    }

    /** Shares the lines of evidence among groups: one line for each first, then one more for each that has more. */
    static int[] share(List<Integer> sizes) {
        int[] shown = new int[sizes.size()];
        int left = EVIDENCE;
        boolean shared = true;
        while (left > 0 && shared) {
            shared = false;
            for (int i = 0; i < shown.length && left > 0; i++) {
                if (shown[i] == sizes.get(i)) continue;
                shown[i]++;
                left--;
                shared = true;
            }
        }
        return shown;
    }
}
