package dev.ringfence.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingStreamTests {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void what_passes_is_what_the_codec_reads_at_once(long seed) throws IOException {
        Recording recording = new RandomRecordings(seed).next();
        byte[] json = RecordingCodec.toJson(recording);
        List<TraceEvent> events = new ArrayList<>();
        RecordingStream.Outline outline = RecordingStream.read(new ByteArrayInputStream(json), events::add);
        assertThat(events).isEqualTo(RecordingCodec.fromJson(json).events());
        assertThat(outline.counts()).isEqualTo(recording.counts());
        assertThat(outline.gaps()).isEqualTo(recording.completeness().gaps());
        assertThat(outline.worker()).isEqualTo(recording.workerPid());
        Map<Integer, String> links = new HashMap<>();
        recording.before().targets().forEach((fd, target) -> links.put(fd, target.link()));
        assertThat(outline.open()).isEqualTo(links);
    }

    @Test
    void another_version_is_named() {
        byte[] json = "{\"format\":\"ringfence-recording\",\"version\":99}".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> RecordingStream.read(new ByteArrayInputStream(json), event -> {}))
                .isInstanceOf(RecordingFormatException.class)
                .hasMessageContaining("a version up to");
    }
}
