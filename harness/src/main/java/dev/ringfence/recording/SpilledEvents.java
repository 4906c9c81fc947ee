package dev.ringfence.recording;

import dev.ringfence.event.TraceEvent;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The events of a recording beyond those that it keeps in memory ({@code ringfence.events}), in a file. The file lives as
 * long as the test whose recording it belongs to; that of a failed test is moved beside its report.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SpilledEvents {

    /** Returns the file: JSON, a line for a header and one for each event. */
    Path file();

    /** Returns how many events of the file belong to the recording. */
    long count();

    /**
     * Reads them, oldest first. To be closed.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read, or is gone
     */
    Stream<TraceEvent> read();

    /** Returns the same events after their file was moved. */
    SpilledEvents movedTo(Path newFile);
}
