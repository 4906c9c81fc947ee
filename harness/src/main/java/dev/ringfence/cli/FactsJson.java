package dev.ringfence.cli;

import dev.ringfence.kernelfs.Reading;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Builds one JSON object (RFC 8259). What is not known is null, and its reason stands in the object {@code unknown}, by the
 * names that lead to it with points between. Not thread-safe.
 */
final class FactsJson {
    private final StringBuilder out = new StringBuilder("{");
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, String> unknown = new LinkedHashMap<>();
    private String separator = "\n";

    /** Adds a field. A text, a number or a truth value; an array of a collection of these. */
    FactsJson put(String name, Object value) {
        begin(name);
        out.append(text(value));
        return this;
    }

    /** Adds a field, or null and why it is not known. */
    <T> FactsJson put(String name, Reading<T> reading, Function<T, Object> value) {
        begin(name);
        out.append(reading.value().map(value).map(FactsJson::text).orElse("null"));
        if (!(reading instanceof Reading.Value<T>)) unknown.put(pathOf(name), reading.fault());
        return this;
    }

    /** Adds an object. */
    FactsJson object(String name, Consumer<FactsJson> fields) {
        begin(name);
        path.addLast(name);
        inBraces(fields);
        path.removeLast();
        return this;
    }

    /** Adds an object of what was read, or null and why it was not. */
    <T> FactsJson object(String name, Reading<T> reading, Function<T, Consumer<FactsJson>> fields) {
        if (reading instanceof Reading.Value<T> value) return object(name, fields.apply(value.read()));
        return put(name, reading, never -> "");
    }

    /** Adds an array of objects, each on a line. */
    <T> FactsJson list(String name, Collection<T> elements, Function<T, Consumer<FactsJson>> fields) {
        begin(name);
        out.append('[');
        path.addLast(name);
        String between = "\n    ";
        int index = 0;
        for (T element : elements) {
            path.addLast(Integer.toString(index++));
            out.append(between);
            inBraces(fields.apply(element));
            between = ",\n    ";
            path.removeLast();
        }
        path.removeLast();
        out.append(elements.isEmpty() ? "]" : "\n  ]");
        return this;
    }

    /** Adds an array of objects of what was read, or null and why it was not. */
    <T> FactsJson list(String name, Reading<? extends Collection<T>> reading, Function<T, Consumer<FactsJson>> fields) {
        if (reading.value().isPresent()) return list(name, reading.value().get(), fields);
        return put(name, reading, never -> "");
    }

    /** Returns the object. */
    String finish() {
        object("unknown", json -> unknown.forEach(json::put));
        return out.append("\n}\n").toString();
    }

    private void inBraces(Consumer<FactsJson> fields) {
        String outer = separator;
        separator = "";
        out.append('{');
        fields.accept(this);
        out.append('}');
        separator = outer;
    }

    private void begin(String name) {
        boolean top = path.isEmpty();
        out.append(separator)
                .append(top ? "  " : "")
                .append(DoctorJson.quote(name))
                .append(": ");
        separator = top ? ",\n" : ", ";
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : String.join(".", path) + "." + name;
    }

    private static String text(Object value) {
        if (value instanceof Number || value instanceof Boolean) return value.toString();
        if (value instanceof Collection<?> elements)
            return "["
                    + String.join(", ", elements.stream().map(FactsJson::text).toList()) + "]";
        return DoctorJson.quote(value.toString());
    }
}
