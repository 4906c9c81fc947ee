package dev.ringfence.tracer;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Renders stack traces for frames. */
final class Stacks {
    private Stacks() {}

    static String render(Throwable throwable) {
        StringWriter text = new StringWriter();
        try (PrintWriter writer = new PrintWriter(text)) {
            throwable.printStackTrace(writer);
        }
        return text.toString();
    }
}
