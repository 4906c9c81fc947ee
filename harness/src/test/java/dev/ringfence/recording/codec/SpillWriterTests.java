package dev.ringfence.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.SpilledEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillWriterTests {
    @TempDir
    Path directory;

    private static List<TraceEvent> events() {
        List<TraceEvent> events = new ArrayList<>();
        for (long seed = 1; seed <= 20; seed++) {
            events.addAll(new RandomRecordings(seed).next().events());
        }
        assertThat(events).hasSizeGreaterThan(100);
        return events;
    }

    private static List<TraceEvent> read(SpilledEvents spilled) {
        try (Stream<TraceEvent> events = spilled.read()) {
            return events.toList();
        }
    }

    @Test
    void events_come_back_as_they_were() throws IOException {
        List<TraceEvent> events = events();
        try (SpillWriter writer = SpillWriter.create(directory.resolve("events"))) {
            for (TraceEvent event : events) writer.write(event);
            assertThat(read(writer.first(writer.count()))).isEqualTo(events);
        }
    }

    @Test
    void the_first_events_can_be_read_while_others_are_written() throws IOException {
        List<TraceEvent> events = events();
        try (SpillWriter writer = SpillWriter.create(directory.resolve("events"))) {
            SpilledEvents some = null;
            for (TraceEvent event : events) {
                writer.write(event);
                if (writer.count() == 42) some = writer.first(42);
            }
            assertThat(some).isNotNull();
            assertThat(read(some)).isEqualTo(events.subList(0, 42));
        }
    }

    @Test
    void each_event_has_a_line_below_that_of_the_format() throws IOException {
        Path file = directory.resolve("events");
        try (SpillWriter writer = SpillWriter.create(file)) {
            for (TraceEvent event : RandomRecordings.sample().events()) writer.write(event);
        }
        assertThat(Files.readAllLines(file)).hasSize(4).startsWith("{\"format\":\"ringfence-events\",\"version\":3}");
    }

    @Test
    void a_recording_has_the_events_in_memory_and_those_in_the_file() throws IOException {
        Recording recording = RandomRecordings.sample();
        List<TraceEvent> more = events();
        try (SpillWriter writer = SpillWriter.create(directory.resolve("events"))) {
            for (TraceEvent event : more) writer.write(event);
            List<TraceEvent> all = new ArrayList<>(recording.events());
            all.addAll(more);
            try (Stream<TraceEvent> read =
                    recording.withSpill(writer.first(more.size())).allEvents()) {
                assertThat(read).containsExactlyElementsOf(all);
            }
        }
    }

    @Test
    void a_file_that_is_gone_is_an_error_that_says_when_it_was_there() {
        SpilledEvents gone = new SpillFile(directory.resolve("gone"), 3);
        assertThatThrownBy(gone::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the 3 events beyond those in memory cannot be read; their file lives as long as the test");
    }

    @Test
    void a_file_that_was_cut_off_anywhere_is_refused() throws IOException {
        Path file = directory.resolve("events");
        List<TraceEvent> events = RandomRecordings.sample().events();
        try (SpillWriter writer = SpillWriter.create(file)) {
            for (TraceEvent event : events) writer.write(event);
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> read(new SpillFile(file, events.size())))
                    .as("first %d bytes", length)
                    .isInstanceOf(RecordingFormatException.class);
        }
    }
}
