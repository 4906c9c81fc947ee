package dev.ringfence.assertions.error;

import static dev.ringfence.assertions.testing.RecordingBuilder.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.testing.RecordingBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedHereTests {

    @Test
    void has_the_stack_of_the_opener_with_the_frames_of_the_jdk() {
        OpenedHere cause = causeOf(recording("uploads()")
                .opens(41, "/tmp/a")
                .by("http-worker-3", 5120)
                .neverClosed());

        assertThat(cause)
                .hasMessage("fd 41 was opened here by \"http-worker-3\"")
                .hasNoCause();
        assertThat(cause.getStackTrace())
                .extracting(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .containsExactly(
                        "sun.nio.fs.UnixNativeDispatcher.open0:-2",
                        "java.nio.file.Files.newInputStream:160",
                        "com.example.UploadService.store:57",
                        "com.example.UploadServiceIT.uploads:31");
    }

    @Test
    void keeps_the_sixty_innermost_frames() {
        OpenedHere cause =
                causeOf(recording("uploads()").opens(41, "/tmp/a").deep(500).neverClosed());

        assertThat(cause.getStackTrace()).hasSize(60);
        assertThat(cause.getStackTrace()[59].getLineNumber()).isEqualTo(60);
    }

    @Test
    void says_why_there_is_no_stack() {
        OpenedHere cause = causeOf(recording("uploads()")
                .opens(41, "/tmp/a")
                .by("pool-1", 5130)
                .withoutStack("the thread is not a Java thread")
                .neverClosed());

        assertThat(cause)
                .hasMessage(
                        "fd 41 was opened by \"pool-1\" (tid 5130), whose Java stack is not known: the thread is not a Java thread");
        assertThat(cause.getStackTrace()).isEmpty();
    }

    @Test
    void survives_the_way_to_another_process() throws Exception {
        OpenedHere cause = causeOf(recording("uploads()").opens(41, "/tmp/a").neverClosed());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(cause);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            OpenedHere arrived = (OpenedHere) in.readObject();
            assertThat(arrived).hasMessage(cause.getMessage());
            assertThat(Arrays.asList(arrived.getStackTrace())).isEqualTo(Arrays.asList(cause.getStackTrace()));
        }
    }

    private static OpenedHere causeOf(RecordingBuilder builder) {
        return OpenedHere.of(Leaks.in(builder.build(), List.of()).first());
    }
}
