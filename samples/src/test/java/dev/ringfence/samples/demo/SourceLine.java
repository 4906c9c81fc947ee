package dev.ringfence.samples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of a class's source.
 *
 * @param file the file name, such as {@code Shop.java}
 * @param number counted from 1
 * @param source every line of the file
 */
record SourceLine(String file, int number, List<String> source) {
    SourceLine {
        source = List.copyOf(source);
    }

    /** Finds the only line that contains a text in the source of a class, which the build puts onto the test class path. */
    static SourceLine containing(String text, Class<?> type) throws IOException {
        String file = type.getSimpleName() + ".java";
        List<String> source = read(file, type);
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) if (source.get(i).contains(text)) found.add(i + 1);
        if (found.size() != 1)
            throw new IOException(text + " should be on one line of " + file + " but is on " + found);
        return new SourceLine(file, found.get(0), source);
    }

    private static List<String> read(String file, Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) throw new IOException(file + " is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Returns the line as stack traces show it: {@code (Shop.java:31)}. */
    String reference() {
        return "(" + file + ":" + number + ")";
    }

    /** Returns whether a frame of a stack is at this line. */
    boolean isAt(StackTraceElement frame) {
        return file.equals(frame.getFileName()) && number == frame.getLineNumber();
    }

    /** Returns the line with the lines around it. */
    List<String> excerpt(int around) {
        List<String> lines = new ArrayList<>();
        int last = Math.min(source.size(), number + around);
        for (int i = Math.max(1, number - around); i <= last; i++) {
            lines.add(String.format(Locale.ROOT, "  %s %4d | %s", i == number ? ">" : " ", i, source.get(i - 1)));
        }
        return lines;
    }
}
