package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a file holds that calls may be read from, told by its beginning. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum LogFormat {
    /** What {@code ringfence trace --json} writes. */
    TRACE,
    /** What {@link RecordingCodec} writes. */
    RECORDING;

    private static final int BEGINNING = 256;

    /**
     * Returns the format of what begins here.
     *
     * @param in at its beginning, where it is left
     * @throws RecordingFormatException if it is another one
     */
    public static LogFormat of(InputStream in) throws IOException {
        return find(in).orElseThrow(() -> new RecordingFormatException(
                "line 1: this is neither what ringfence trace --json writes nor a recording"));
    }

    private static Optional<LogFormat> find(InputStream in) throws IOException {
        in.mark(BEGINNING);
        byte[] beginning = in.readNBytes(BEGINNING);
        in.reset();
        try (JsonParser parser = RecordingCodec.FACTORY.createParser(beginning)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            String field = parser.nextFieldName();
            if ("event".equals(field)) return Optional.of(TRACE);
            boolean recording = "format".equals(field) && RecordingCodec.FORMAT.equals(parser.nextTextValue());
            return recording ? Optional.of(RECORDING) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
