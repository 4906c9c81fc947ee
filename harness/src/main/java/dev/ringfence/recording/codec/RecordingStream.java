package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonParser;
import dev.ringfence.event.Pid;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.CallCount;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.EventFacts;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.recording.ThreadNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a recording without keeping it: event by event. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordingStream {
    private final StrictJson in;
    private final RecordingReader reader;
    private final Path directory;
    private final Consumer<TraceEvent> sink;
    private final ThreadNames names = new ThreadNames();
    private @Nullable Integer worker;
    private final Map<Integer, String> open = new HashMap<>();
    private List<CallCount> counts = List.of();
    private final List<Completeness.Gap> gaps = new ArrayList<>();

    private RecordingStream(StrictJson in, Path directory, Consumer<TraceEvent> sink) {
        this.in = in;
        this.directory = directory;
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
     * Reads all of it, and of the file beside it what it has not in itself. Where that file is gone, the outline has a gap.
     *
     * @param directory where the file of events is looked for, if it is not where the recording says
     * @param sink gets each event, oldest first
     * @throws RecordingFormatException if it is not a recording of a version that is known here
     */
    public static Outline read(InputStream json, Path directory, Consumer<TraceEvent> sink) throws IOException {
        try (JsonParser parser = RecordingCodec.FACTORY.createParser(json)) {
            return StrictJson.read(parser, in -> new RecordingStream(in, directory, sink).read());
        }
    }

    private Outline read() {
        in.beginObject();
        RecordingReader.readHeader(in, RecordingCodec.FORMAT);
        while (!in.isEndOfObject()) {
            switch (in.fieldName()) {
                case "workerPid" -> worker = in.integer();
                case "events" -> in.forEachElement(this::readEvent);
                case "spilled" -> readSpill();
                case "counts" -> counts = in.list(reader::readCount);
                case "before" -> reader.readSnapshot().targets().forEach((fd, target) -> open.put(fd, target.link()));
                case "gaps" -> gaps.addAll(in.list(reader::readGap));
                default -> in.skip();
            }
        }
        in.endObject();
        if (worker == null) throw new RecordingFormatException("field \"workerPid\" is missing");
        return new Outline(worker, open, names, counts, gaps);
    }

    private void readEvent() {
        accept(reader.events().read());
    }

    private void accept(TraceEvent event) {
        names.add(event);
        sink.accept(event);
    }

    private void readSpill() {
        SpilledEvents spilled = reader.readSpillHere();
        Path file = spilled.file();
        Path beside = directory.resolve(String.valueOf(file.getFileName()));
        if (Files.isReadable(file) || Files.isReadable(beside)) {
            try (Stream<TraceEvent> events =
                    spilled.movedTo(Files.isReadable(beside) ? beside : file).read()) {
                events.forEachOrdered(this::accept);
            }
        } else {
            gaps.add(new Completeness.Gap(
                    Completeness.Concern.EVENTS, spilled.count() + " events are in " + file + ", which is not there"));
        }
    }
}
