package dev.ringfence.assertions.evidence;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Writes values as a test would. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CodeText {
    private CodeText() {}

    /** Returns a literal: {@code "C:\\Temp"}. */
    public static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Returns texts as a member of an annotation: {@code "a"} or {@code {"a", "b"}}. */
    public static String member(List<String> texts) {
        if (texts.size() == 1) return literal(texts.get(0));
        return texts.stream().map(CodeText::literal).collect(Collectors.joining(", ", "{", "}"));
    }

    /** Returns {@code ofSeconds(2)}, {@code ofMillis(50)} or {@code ofNanos(1500)}. */
    public static String of(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos % 1_000_000_000L == 0 && nanos != 0) return "ofSeconds(" + nanos / 1_000_000_000L + ")";
        if (nanos % 1_000_000L == 0) return "ofMillis(" + nanos / 1_000_000L + ")";
        return "ofNanos(" + nanos + ")";
    }
}
