package dev.ringfence.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.SpilledEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingStreamTests {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void what_passes_is_what_the_codec_reads_at_once(long seed) throws IOException {
        Recording recording = new RandomRecordings(seed).next().withSpill(null);
        byte[] json = RecordingCodec.toJson(recording);
        List<TraceEvent> events = new ArrayList<>();
        RecordingStream.Outline outline = RecordingStream.read(new ByteArrayInputStream(json), directory, events::add);
        assertThat(events).isEqualTo(RecordingCodec.fromJson(json).events());
        assertThat(outline.counts()).isEqualTo(recording.counts());
        assertThat(outline.gaps()).isEqualTo(recording.completeness().gaps());
        assertThat(outline.worker()).isEqualTo(recording.workerPid());
        Map<Integer, String> links = new HashMap<>();
        recording.before().targets().forEach((fd, target) -> links.put(fd, target.link()));
        assertThat(outline.open()).isEqualTo(links);
    }

    @Test
    void events_of_a_file_beside_the_recording_pass_too_wherever_it_was_once() throws IOException {
        Recording recording = RandomRecordings.sample();
        try (SpillWriter writer = SpillWriter.create(directory.resolve("events.jsonl"))) {
            for (TraceEvent event : recording.events()) writer.write(event);
        }
        SpilledEvents elsewhere = new SpillFile(Path.of("/not/there/events.jsonl"), 2);
        List<TraceEvent> events = new ArrayList<>();
        RecordingStream.Outline outline = RecordingStream.read(
                new ByteArrayInputStream(RecordingCodec.toJson(recording.withSpill(elsewhere))),
                directory,
                events::add);
        assertThat(events)
                .hasSize(recording.events().size() + 2)
                .endsWith(recording.events().get(1));
        assertThat(outline.gaps()).isEqualTo(recording.completeness().gaps());
    }

    @Test
    void a_file_of_events_that_is_gone_is_a_gap() throws IOException {
        Recording recording = RandomRecordings.sample();
        RecordingStream.Outline outline = RecordingStream.read(
                new ByteArrayInputStream(RecordingCodec.toJson(recording)), directory, event -> {});
        assertThat(outline.gaps())
                .hasSize(recording.completeness().gaps().size() + 1)
                .extracting(Completeness.Gap::text)
                .contains("77 events are in /tmp/window-4711-1.jsonl, which is not there");
    }

    @Test
    void another_version_is_named() {
        byte[] json = "{\"format\":\"ringfence-recording\",\"version\":99}".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> RecordingStream.read(new ByteArrayInputStream(json), directory, event -> {}))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageContaining("a version up to");
    }
}
