package dev.ringfence.syscall.decode;

import dev.ringfence.kernelfs.KernelText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Structures of the kernel, from the resource {@code layouts.tsv}. A line is a name, the size in bytes, and the fields in the
 * order of the C declaration, each {@code name:type}, on which C's alignment is applied. A field named {@code -} is not shown,
 * one whose type ends in {@code ?} only where it is not zero; {@code |} stands where a shorter structure may end, {@code ...}
 * at the end of one that strace abbreviates.
 */
final class Layouts {
    private static final Map<String, FieldLayout> ALL = parse("layouts.tsv", Resources.text("layouts.tsv"));

    private Layouts() {}

    /** Returns a structure by its name. */
    static FieldLayout of(String name) {
        FieldLayout layout = ALL.get(name);
        if (layout == null) throw new IllegalStateException("no layout " + name);
        return layout;
    }

    /** Adds the kinds of a pointer to a structure that the program passes, and to one that the kernel fills in. */
    static void addTo(Kinds kinds) {
        kinds.add("in", details -> {
            FieldLayout layout = of(details.get(0));
            return Pointers.in(layout.size(), layout);
        });
        kinds.add("out", details -> {
            FieldLayout layout = of(details.get(0));
            return Pointers.out(layout.size(), layout);
        });
    }

    static Map<String, FieldLayout> parse(String source, String text) {
        Map<String, FieldLayout> all = new HashMap<>();
        for (KernelText.Line line : KernelText.lines(source, text)) {
            if (line.text().startsWith("#")) continue;
            List<String> columns = line.fields();
            String name = line.field(0, "name");
            FieldLayout layout = layout(all, line, columns);
            if (all.put(name, layout) != null) throw line.error("name", "it is there twice");
        }
        return Map.copyOf(all);
    }

    private static FieldLayout layout(Map<String, FieldLayout> known, KernelText.Line line, List<String> columns) {
        int size = line.decimalInt(1, "size");
        List<FieldLayout.Field> fields = new ArrayList<>();
        int at = 0;
        boolean abbreviated = false;
        for (String column : columns.subList(2, columns.size())) {
            if (column.equals("...")) {
                abbreviated = true;
            } else if (column.equals("|")) {
                fields.add(FieldLayout.Field.end(at));
            } else {
                int colon = column.indexOf(':');
                if (colon < 1) throw line.error("field", "expected name:type but was " + column);
                FieldTypes.Type type = FieldTypes.parse(known, line, column.substring(colon + 1));
                at = (at + type.alignment() - 1) / type.alignment() * type.alignment();
                String name = column.substring(0, colon);
                if (!name.equals("-"))
                    fields.add(new FieldLayout.Field(
                            name.equals("_") ? "" : name, at, type.size(), type.optional(), type.reader()));
                at += type.size();
            }
        }
        if (at > size) throw line.error("size", "the fields need " + at + " bytes");
        return new FieldLayout(size, fields.toArray(new FieldLayout.Field[0]), abbreviated);
    }
}
