package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.SpilledEvents;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apiguardian.api.API;

/**
 * Writes events to a file, JSON in lines: first {@code {"format":"ringfence-events","version":2}}, then the events as they
 * are in a recording. What was defined in one line (threads, stack frames) is referred to by number in later ones, so a
 * file is read from its beginning. Memory does not grow with the number of events.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SpillWriter implements Closeable {
    static final String FORMAT = "ringfence-events";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final JsonGenerator json;
    private final EventWriter events;
    private long count;

    private SpillWriter(Path file, JsonGenerator json) {
        this.file = file;
        this.json = json;
        this.events = new EventWriter(json);
    }

    /** Makes the file, which must not be there. */
    public static SpillWriter create(Path file) throws IOException {
        JsonGenerator json = RecordingCodec.generator(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER_BYTES));
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", RecordingCodec.VERSION);
        json.writeEndObject();
        return new SpillWriter(file, json);
    }

    /** Adds an event. */
    public void write(TraceEvent event) throws IOException {
        events.write(event);
        count++;
    }

    /** Returns how many events were written. */
    public long count() {
        return count;
    }

    /** Brings what was written into the file and returns the first of them. */
    public SpilledEvents first(long number) throws IOException {
        json.flush();
        return new SpillFile(file, number);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
