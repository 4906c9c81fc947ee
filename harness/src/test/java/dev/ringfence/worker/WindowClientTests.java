package dev.ringfence.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.channel.Frame.RecordingReady;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.event.MarkerCode;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.testing.Recordings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowClientTests {
    private final List<String> marks = new ArrayList<>();

    private static byte[] json(String name) {
        return RecordingCodec.toJson(Recordings.empty(name));
    }

    private WindowClient answering() {
        WindowClient[] self = new WindowClient[1];
        self[0] = new WindowClient(
                (kind, number) -> {
                    marks.add(kind + ":" + number);
                    if (kind != MarkerCode.WINDOW_OPEN) {
                        new Thread(() -> self[0].ready(new RecordingReady(number, json("window " + number)))).start();
                    }
                },
                Duration.ofSeconds(30));
        return self[0];
    }

    @Test
    void marks_and_waits_for_its_own_recording() {
        WindowClient client = answering();
        int outer = client.open();
        int inner = client.open();

        Recording soFar = client.soFar(outer);
        Recording closed = client.close(inner);

        assertThat(soFar.name()).isEqualTo("window 1");
        assertThat(closed.name()).isEqualTo("window 2");
        assertThat(marks).containsExactly("1:1", "1:2", "3:1", "2:2");
    }

    @Test
    void waits_on_where_the_test_left_its_thread_interrupted() {
        WindowClient client = answering();
        Thread.currentThread().interrupt();

        Recording recording = client.close(client.open());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(recording.name()).isEqualTo("window 1");
    }

    @Test
    void says_so_when_no_recording_comes() {
        WindowClient client = new WindowClient((kind, number) -> {}, Duration.ofMillis(20));
        int window = client.open();

        assertThatExceptionOfType(HarnessException.class)
                .isThrownBy(() -> client.soFar(window))
                .withMessage("expected the recording of window 1 within 20 ms of its marker but none came:"
                        + " the tracer did not see the marker, or hangs");
        client.ready(new RecordingReady(window, json("too late")));
        assertThatExceptionOfType(HarnessException.class)
                .isThrownBy(() -> client.close(window))
                .withMessage("window 1 has no recording: the tracer did not answer before");
    }

    @Test
    void says_so_when_the_connection_ends() {
        WindowClient client = new WindowClient((kind, number) -> {}, Duration.ofSeconds(30));
        client.channelEnded();

        assertThatExceptionOfType(HarnessException.class)
                .isThrownBy(() -> client.close(client.open()))
                .withMessageContaining("the connection to the tracer has ended");
    }
}
