package dev.ringfence.kernelfs.proc.mount;

import dev.ringfence.kernelfs.KernelText;
import java.util.ArrayList;
import java.util.List;

/** Fields with exactly one blank between them: one may be empty, such as a source that was given as nothing. */
final class MountFields {
    private final KernelText.Line line;
    private final List<String> fields = new ArrayList<>();
    private int at;

    MountFields(KernelText.Line line) {
        this.line = line;
        int start = 0;
        for (int blank = line.text().indexOf(' ');
                blank >= 0;
                blank = line.text().indexOf(' ', start)) {
            fields.add(line.text().substring(start, blank));
            start = blank + 1;
        }
        fields.add(line.text().substring(start));
    }

    String next(String name) {
        if (at == fields.size()) throw line.error(name, "the line has only " + at + " fields");
        return fields.get(at++);
    }

    /** Returns the next field with its escapes replaced. */
    String text(String name) {
        return KernelText.unescaped(next(name));
    }

    int number(String name) {
        return line.decimalInt(next(name), name);
    }

    /** Returns options that have commas between them; one in quotes may have commas of its own. */
    List<String> options(String name) {
        String text = text(name);
        List<String> options = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') quoted = !quoted;
            if (text.charAt(i) != ',' || quoted) continue;
            options.add(text.substring(start, i));
            start = i + 1;
        }
        options.add(text.substring(start));
        return options;
    }

    void end() {
        if (at < fields.size()) throw line.error("end", "there are more than " + at + " fields");
    }
}
