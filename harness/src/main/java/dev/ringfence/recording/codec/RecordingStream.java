package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonParser;
import dev.ringfence.event.Pid;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.EventFacts;
import dev.ringfence.recording.ThreadNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a recording without keeping it: event by event. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordingStream {
    private final StrictJson in;
    private final RecordingReader reader;
    private final Consumer<TraceEvent> sink;
    private final ThreadNames names = new ThreadNames();
    private @Nullable Integer worker;
    private final Map<Integer, String> open = new HashMap<>();
    private List<CallCount> counts = List.of();
    private List<Completeness.Gap> gaps = List.of();

    private RecordingStream(StrictJson in, Consumer<TraceEvent> sink) {
        this.in = in;
        this.reader = new RecordingReader(in);
        this.sink = sink;
    }

    /**
     * What a recording holds beside its events.
     *
     * @param worker the traced process
     * @param open what its descriptors stand for at the start, as links
     * @param names of its threads
     * @param counts exact, also where events were dropped
     * @param gaps what is missing
     */
    public record Outline(
            int worker,
            Map<Integer, String> open,
            ThreadNames names,
            List<CallCount> counts,
            List<Completeness.Gap> gaps) {

        /** Returns what expressions may ask about its calls, from the first event on. */
        public EventFacts facts() {
            return new EventFacts(new Pid(worker), open, names, gaps);
        }
    }

    /**
     * Reads all of it.
     *
     * @param sink gets each event, oldest first
     * @throws RecordingFormatException if it is not a recording of a version that is known here
     */
    public static Outline read(InputStream json, Consumer<TraceEvent> sink) throws IOException {
        try (JsonParser parser = RecordingCodec.FACTORY.createParser(json)) {
            return StrictJson.read(parser, in -> new RecordingStream(in, sink).read());
        }
    }

    private Outline read() {
        in.beginObject();
        reader.readHeader();
        while (!in.isEndOfObject()) {
            switch (in.fieldName()) {
                case "workerPid" -> worker = in.integer();
                case "events" -> in.forEachElement(this::readEvent);
                case "counts" -> counts = in.list(reader::readCount);
                case "before" -> reader.readSnapshot().targets().forEach((fd, target) -> open.put(fd, target.link()));
                case "gaps" -> gaps = in.list(reader::readGap);
                default -> in.skip();
            }
        }
        in.endObject();
        if (worker == null) throw new RecordingFormatException("field \"workerPid\" is missing");
        return new Outline(worker, open, names, counts, gaps);
    }

    private void readEvent() {
        TraceEvent event = reader.events().read();
        names.add(event);
        sink.accept(event);
    }
}
