package dev.ringfence.kernelfs.proc.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code lsof -F0} prints of one process: a line for each file, of fields with a letter and a zero byte each. */
final class LsofOutput {
    private LsofOutput() {}

    /**
     * A file.
     *
     * @param descriptor its number, or such as {@code cwd}
     * @param fields by their letters; those of TCP by {@code TST}, {@code TQR}, {@code TQS}
     */
    record OpenFile(String descriptor, Map<String, String> fields) {
        Optional<String> field(String letter) {
            return Optional.ofNullable(fields.get(letter));
        }

        /** Returns the name as {@code lsof -n -P} shows it in its last column. */
        String name() {
            return field("n").orElse("");
        }

        boolean isNumber() {
            return Character.isDigit(descriptor.charAt(0));
        }
    }

    static List<OpenFile> parse(List<String> lines) {
        List<OpenFile> files = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("f")) continue;
            Map<String, String> fields = new LinkedHashMap<>();
            for (String field : line.split("\0")) {
                int equals = field.indexOf('=');
                boolean ofTcp = field.startsWith("T") && equals > 0;
                fields.put(
                        ofTcp ? field.substring(0, equals) : field.substring(0, 1),
                        ofTcp ? field.substring(equals + 1) : field.substring(1));
            }
            files.add(new OpenFile(fields.getOrDefault("f", ""), fields));
        }
        return files;
    }
}
