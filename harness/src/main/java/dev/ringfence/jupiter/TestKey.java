package dev.ringfence.jupiter;

import java.util.Locale;
import org.apiguardian.api.API;
import org.junit.platform.engine.UniqueId;

/**
 * What a test is called in files that are kept from run to run: {@code com.example.UploadTests/Refused#stores(java.lang.String)[2]}.
 * It is made of the unique id, and so tells apart what JUnit does: overloads, invocations, and a nested class that several
 * classes inherit. It does not tell the engine that ran the test.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestKey {
    private TestKey() {}

    /** Returns the key of a test or container. */
    public static String of(String uniqueId) {
        return of(UniqueId.parse(uniqueId));
    }

    /** Returns the key of a test or container; empty for an engine. */
    public static String of(UniqueId uniqueId) {
        StringBuilder key = new StringBuilder();
        uniqueId.getSegments().stream().skip(1).forEach(segment -> append(key, segment));
        return key.toString();
    }

    private static void append(StringBuilder key, UniqueId.Segment segment) {
        String value = escaped(segment.getValue());
        switch (segment.getType()) {
            case "class", "class-template" -> key.append(value);
            case "nested-class", "nested-class-template" -> key.append('/').append(value);
            case "method", "test-template", "test-factory" -> key.append('#').append(value);
            case "class-template-invocation", "test-template-invocation", "dynamic-test", "dynamic-container" ->
                key.append('[').append(withoutNumberSign(value)).append(']');
            default ->
                key.append('/').append(escaped(segment.getType())).append(':').append(value);
        }
    }

    private static String withoutNumberSign(String escaped) {
        return escaped.startsWith("%23") ? escaped.substring("%23".length()) : escaped;
    }

    /** A class or method of another language may have any characters in its name, and so those that have a meaning here. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (char c : value.replace(", ", ",").toCharArray()) {
            boolean plain = c != '#' && c != '%' && !Character.isISOControl(c);
            text.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return text.toString();
    }
}
