package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.Settling;
import dev.ringfence.snapshot.FdSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Recordings as JSON: {@code {"format":"ringfence-recording","version":3,...}}, in ASCII. Versions 1, which had no decoded
 * arguments, and 2, which did not have what {@code /proc} said around the window, can be read.
 *
 * <p>Events beyond a limit are in a file of their own ({@code spilled}), see {@link SpillWriter}.
 *
 * <p>The fields of an object come in one fixed order, and a field whose value is absent is left out. What is repeated is
 * written in full where it is first used, and later as a number that counts those definitions from 0: threads
 * ({@code actor}, {@code parent}, {@code by}) and stack frames ({@code frames}). A descriptor refers to the call that
 * opened it by its sequence number where that call is among the events.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecordingCodec {
    static final String FORMAT = "ringfence-recording";
    static final int VERSION = 3;

    // Escapes keep the file ASCII, and are the only way in which a Java string that is not valid UTF-16 comes back as
    // it
    // was: the name of a thread may be any sequence of chars.
    static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private RecordingCodec() {}

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out, JsonEncoding.UTF8);
    }

    static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    /** Loads what it takes to write and to read a recording, which is much the first time. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static void load() {
        FdSnapshot nothing = new FdSnapshot(0, Map.of());
        fromJson(toJson(new Recording(
                "nothing",
                1,
                0,
                Instant.EPOCH,
                0,
                Set.of("close"),
                List.of(),
                null,
                List.of(),
                List.of(),
                0,
                nothing,
                nothing,
                new Settling(0, true),
                Completeness.complete())));
    }

    /** Returns the recording as JSON. */
    public static byte[] toJson(Recording recording) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator json = generator(bytes)) {
            new RecordingWriter(json).write(recording);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the recording that this is the JSON of.
     *
     * @throws RecordingFormatException if it is of another format or version, or not well-formed
     */
    public static Recording fromJson(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return StrictJson.read(parser, in -> new RecordingReader(in).read());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
