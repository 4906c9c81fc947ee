package dev.ringfence.jupiter;

import java.util.Objects;
import java.util.Optional;

/** The report writer of this JVM: Jupiter makes the extension itself, so it cannot be handed to it. */
final class InstalledReportWriter {
    private static volatile ReportWriter writer = (recording, failure, context) -> Optional.empty();

    private InstalledReportWriter() {}

    static void set(ReportWriter newWriter) {
        writer = Objects.requireNonNull(newWriter, "writer");
    }

    static ReportWriter get() {
        return writer;
    }
}
