package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the generated tables: a line is a number, a tab and a name; lines with {@code #} tell the source. */
final class NumberTable {
    private NumberTable() {}

    static Map<Integer, String> read(String resource) {
        try (InputStream in = NumberTable.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("resource " + resource + " is missing");
            return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
    }

    static Map<Integer, String> parse(String source, String text) {
        Map<Integer, String> table = new LinkedHashMap<>();
        for (KernelText.Line line : KernelText.lines(source, text)) {
            if (line.text().startsWith("#")) continue;
            List<String> fields = line.fields();
            int number = line.decimalInt(0, "number");
            if (fields.size() != 2) throw line.error("name", "expected a number and a name");
            if (table.put(number, fields.get(1)) != null) throw line.error("number", number + " is there twice");
        }
        return table;
    }
}
