package dev.ringfence.syscall;

import dev.ringfence.kernelfs.KernelText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the generated tables: a line is a number, a tab and a name; lines with {@code #} tell the source. */
final class NumberTable {
    private NumberTable() {}

    static Map<Integer, String> read(String resource) {
        return parse(resource, Resource.text(resource));
    }

    static Map<Integer, String> parse(String source, String text) {
        Map<Integer, String> table = new LinkedHashMap<>();
        for (KernelText.Line line : Resource.lines(source, text)) {
            List<String> fields = line.fields();
            int number = line.decimalInt(0, "number");
            if (fields.size() != 2) throw line.error("name", "expected a number and a name");
            if (table.put(number, fields.get(1)) != null) throw line.error("number", number + " is there twice");
        }
        return table;
    }
}
