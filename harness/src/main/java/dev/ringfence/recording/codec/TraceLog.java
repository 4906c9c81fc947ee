package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Reads what {@code ringfence trace --json} writes: a JSON object (RFC 8259) on each line. Keeps one line at a time. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TraceLog {
    private TraceLog() {}

    /**
     * Reads all of it.
     *
     * @param withArguments whether expressions will ask about arguments
     * @param sink gets each call
     * @return whether the last line is not whole, as that of a tracer that was killed is
     * @throws RecordingFormatException for any other line that is not one of such a log; the message begins with its number
     */
    public static boolean read(InputStream in, boolean withArguments, Consumer<LoggedCall> sink) throws IOException {
        LineBuffer lines = new LineBuffer(in);
        while (lines.next()) {
            Optional<LoggedCall> call;
            try {
                call = read(lines, withArguments);
            } catch (RecordingFormatException e) {
                if (!lines.isTerminated()) return true;
                // Each line is a text of its own.
                String fault = String.valueOf(e.getMessage()).replace("(line 1, column ", "(column ");
                throw new RecordingFormatException("line " + lines.number() + ": " + fault, e);
            }
            call.ifPresent(sink);
        }
        return false;
    }

    private static Optional<LoggedCall> read(LineBuffer lines, boolean withArguments) throws IOException {
        try (JsonParser parser = RecordingCodec.FACTORY.createParser(lines.bytes(), lines.start(), lines.length())) {
            return StrictJson.read(parser, json -> LogLine.read(json, withArguments));
        }
    }
}
