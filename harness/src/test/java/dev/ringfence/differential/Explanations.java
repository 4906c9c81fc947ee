package dev.ringfence.differential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The list of explained differences, and which of them were needed. */
final class Explanations {
    private static final Pattern FIELDS = Pattern.compile("([^\t]+)\t([^\t]+)\t([^\t]+)\t([^\t]+)");

    private final List<Explanation> all;
    private final Set<Explanation> needed = new LinkedHashSet<>();

    Explanations(List<Explanation> all) {
        this.all = List.copyOf(all);
    }

    /** Reads a table of kind, program, line and reason. */
    static Explanations parse(List<String> lines) {
        List<Explanation> all = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var fields = FIELDS.matcher(line);
            if (!fields.matches()) throw new IllegalArgumentException("not kind, program, line and reason: " + line);
            all.add(new Explanation(
                    Explanation.Kind.valueOf(fields.group(1)),
                    Pattern.compile(fields.group(2)),
                    Pattern.compile(fields.group(3)),
                    fields.group(4)));
        }
        return new Explanations(all);
    }

    List<Explanation> of(String program) {
        return all.stream().filter(each -> each.isFor(program)).toList();
    }

    void need(Explanation explanation) {
        needed.add(explanation);
    }

    /** Returns those that explained nothing. */
    List<Explanation> idle() {
        return all.stream().filter(each -> !needed.contains(each)).toList();
    }
}
