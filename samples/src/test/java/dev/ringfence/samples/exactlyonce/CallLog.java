package dev.ringfence.samples.exactlyonce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to which every piece of a test adds a line when it runs, with the JVM in which it does. */
final class CallLog {
    /** The system property that names the file. */
    static final String PROPERTY = "ringfence.samples.calls";

    private CallLog() {}

    static void add(String piece) {
        String file = System.getProperty(PROPERTY);
        if (file == null) throw new IllegalStateException("the system property " + PROPERTY + " must name a file");
        try {
            Files.writeString(
                    Path.of(file), role() + ": " + piece + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String role() {
        return System.getProperty("ringfence.worker") == null ? "test JVM" : "worker";
    }
}
