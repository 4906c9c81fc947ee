package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.evidence.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an annotation, or the configuration, asks of a rule.
 *
 * @param values what the rule allows to begin with
 * @param except what else is allowed
 * @param because why; blank where nothing else is
 * @param origin what asks in its stead, such as {@code @Hermetic on OrdersTests}; empty for the annotation itself
 * @param confirm whether growth is confirmed by more runs of the test
 * @param rounds the largest number of these, or 0 for the configured number
 */
record Asked(List<String> values, List<String> except, String because, String origin, boolean confirm, int rounds) {
    Asked {
        values = List.copyOf(values);
        except = List.copyOf(except);
    }

    List<Allowance> allowances() {
        return except.stream()
                .map(glob -> new Allowance(new Glob(glob), because))
                .toList();
    }

    /** Returns the annotation as it would be written to allow more: {@code @NoExec(except = "git", because = "…")}. */
    String allowing(Class<?> annotation, List<String> globs) {
        List<String> all = new ArrayList<>(except);
        globs.stream().filter(glob -> !all.contains(glob)).forEach(all::add);
        String value = values.isEmpty() ? "" : "value = " + CodeText.member(values) + ", ";
        String reason = because.isBlank() ? "…" : because;
        return "@" + annotation.getSimpleName() + "(" + value + "except = " + CodeText.member(all) + ", because = "
                + CodeText.literal(reason) + ")" + (origin.isEmpty() ? "" : ", which overrides " + origin);
    }

    /** Returns patterns for the message of a misuse: {@code {"/tmp", " "}}. */
    static String quoted(List<String> patterns) {
        return patterns.stream().map(CodeText::literal).collect(Collectors.joining(", ", "{", "}"));
    }
}
