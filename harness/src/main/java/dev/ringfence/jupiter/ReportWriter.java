package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/** Writes the long evidence of a failed test. None is written until a writer is installed. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface ReportWriter {

    /**
     * Writes a report.
     *
     * @param recording what was judged
     * @param failure the final failure, as it will be reported
     * @param context the test
     * @return the file, which is then named in the failure and attached to the test, or empty where none is wanted
     */
    Optional<Path> write(Recording recording, Throwable failure, CheckContext context) throws IOException;

    /** Installs the writer of this JVM. */
    static void install(ReportWriter writer) {
        InstalledReportWriter.set(writer);
    }
}
