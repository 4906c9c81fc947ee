package dev.ringfence.samples.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Traced
class QueriesTests {
    @TempDir
    private static Path directory;

    private static Path letter;

    private Recording recording;

    @BeforeAll
    static void write() throws IOException {
        letter = Files.writeString(directory.resolve("letter.txt"), "Dear reader");
    }

    /** Opens a file and one that is not there, in this process, and the file in another. */
    private void record(Recorder recorder) throws Exception {
        recording = recorder.record(() -> {
            Files.readString(letter);
            assertThatThrownBy(() -> Files.readString(directory.resolve("missing")))
                    .isInstanceOf(NoSuchFileException.class);
            Process cat = new ProcessBuilder("/bin/cat", letter.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(cat.waitFor()).isZero();
        });
    }

    @Test
    void calls_are_found_by_what_they_are_about_and_who_makes_them(Recorder recorder) throws Exception {
        record(recorder);
        String inside = "path=" + directory + "/*";
        assertThat(recording.calls("opens", inside, "program=java"))
                .extracting(SyscallEvent::path)
                .containsExactly(
                        Optional.of(letter.toString()),
                        Optional.of(directory.resolve("missing").toString()));
        assertThat(recording.calls(inside, "errno=ENOENT"))
                .extracting(SyscallEvent::path)
                .containsExactly(Optional.of(directory.resolve("missing").toString()));
        assertThat(recording.calls("opens", "path=letter.txt", "program=cat"))
                .hasSize(1)
                .allMatch(call -> call.actor().process().value() != recording.workerPid());
        assertThat(recording.calls("execs", "status=successful", "program=*spawn*", "trace=execve"))
                .as("the JDK's helper executes what was asked for")
                .hasSize(1);
    }

    @Test
    void a_descriptor_is_known_by_what_opened_it(Recorder recorder) throws Exception {
        record(recorder);
        assertThat(recording.calls("closes", "path=" + letter, "program=java")).hasSize(1);
        assertThat(recording.calls("path=" + letter))
                .extracting(SyscallEvent::name)
                .as("of both processes")
                .contains("openat", "close")
                .hasSizeGreaterThanOrEqualTo(4);
        int fd = (int) (long) recording
                .calls("closes", "path=" + letter, "program=java")
                .get(0)
                .arguments()
                .get(0);
        assertThat(recording.calls("closes", "fds=" + fd, "program=java", "path=" + letter))
                .hasSize(1);
    }

    @Test
    void what_was_not_observed_cannot_be_told(Recorder recorder) throws Exception {
        record(recorder);
        assertThatThrownBy(() -> recording.calls("read"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cannot tell: read was not observed in ");
    }
}
