package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.ringfence.snapshot.StateSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What {@code /proc} said at a moment, as a file of its own: {@code {"format":"ringfence-state","version":1,"at":...}}, in
 * ASCII, with its files verbatim as in a recording.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StateCodec {
    private static final String FORMAT = "ringfence-state";
    private static final int VERSION = 1;

    private StateCodec() {}

    /**
     * What was captured, and when.
     *
     * @param at the time of day
     */
    public record Dated(Instant at, StateSnapshot state) {
        public Dated {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(state, "state");
        }
    }

    /** Returns the state as JSON. */
    public static byte[] toJson(Dated dated) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator json = RecordingCodec.generator(bytes)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("at", dated.at().toString());
            new StateWriter(json).writeState("state", dated.state());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the state that this is the JSON of.
     *
     * @throws RecordingFormatException if it is of another format or version, or not well-formed
     */
    public static Dated fromJson(byte[] json) {
        try (JsonParser parser = RecordingCodec.FACTORY.createParser(json)) {
            return StrictJson.read(parser, StateCodec::read);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static Dated read(StrictJson in) {
        in.beginObject();
        if (!in.field("format").text().equals(FORMAT)) throw new RecordingFormatException("this is no " + FORMAT);
        long version = in.field("version").number();
        if (version != VERSION)
            throw new RecordingFormatException("version " + version + " is not known, only " + VERSION);
        Instant at = instant(in.field("at").text());
        Dated dated = new Dated(at, new StateReader(in).readState("state"));
        in.endObject();
        return dated;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new RecordingFormatException("\"" + text + "\" is no time of day", e);
        }
    }
}
