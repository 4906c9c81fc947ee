package dev.ringfence.recording.codec;

import com.fasterxml.jackson.core.JsonParser;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.SpilledEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what {@link SpillWriter} writes. */
record SpillFile(Path file, long count) implements SpilledEvents {
    SpillFile {
        Objects.requireNonNull(file, "file");
        if (count < 0) throw new IllegalArgumentException("count must not be negative but was " + count);
    }

    @Override
    public SpilledEvents movedTo(Path newFile) {
        return new SpillFile(newFile, count);
    }

    @Override
    public Stream<TraceEvent> read() {
        try {
            JsonParser parser = RecordingCodec.parser(Files.newInputStream(file));
            return StreamSupport.stream(
                            Spliterators.spliterator(
                                    new Events(StrictJson.on(parser), count),
                                    count,
                                    Spliterator.ORDERED | Spliterator.NONNULL),
                            false)
                    .onClose(() -> close(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the " + count
                            + " events beyond those in memory cannot be read; their file lives as long as the test",
                    e);
        }
    }

    private static void close(JsonParser parser) {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many events: the file may go on with those of a longer window. */
    private static final class Events implements Iterator<TraceEvent> {
        private final StrictJson in;
        private final EventReader reader;
        private long left;

        Events(StrictJson in, long count) {
            this.in = in;
            this.left = count;
            in.beginObject();
            RecordingReader.readHeader(in, SpillWriter.FORMAT);
            in.endObject();
            this.reader = new EventReader(in);
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public TraceEvent next() {
            if (left == 0) throw new NoSuchElementException();
            left--;
            try {
                return reader.read();
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new RecordingFormatException(e.getMessage() + in.place(), e);
            }
        }
    }
}
