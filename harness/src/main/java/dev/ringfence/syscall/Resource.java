package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables beside this class: lines of fields between tabs; lines with {@code #} tell the source. */
final class Resource {
    private Resource() {}

    static String text(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("resource " + name + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name, e);
        }
    }

    /** Returns the lines that hold data. */
    static List<KernelText.Line> lines(String name, String text) {
        return KernelText.lines(name, text).stream()
                .filter(line -> !line.text().startsWith("#"))
                .toList();
    }

    /** Returns the pieces of a list with commas between, without blanks around them. */
    static List<String> list(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(','); end >= 0; end = text.indexOf(',', start)) {
            pieces.add(text.substring(start, end).strip());
            start = end + 1;
        }
        pieces.add(text.substring(start).strip());
        return pieces;
    }
}
