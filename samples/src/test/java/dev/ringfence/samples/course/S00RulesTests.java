package dev.ringfence.samples.course;

// tag::rules[]
import static dev.ringfence.assertions.Calls.fsync;
import static dev.ringfence.assertions.Calls.opens;
import static dev.ringfence.assertions.Calls.rename;
import static dev.ringfence.assertions.Calls.write;
import static dev.ringfence.assertions.RingfenceAssertions.assertThat;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import dev.ringfence.assertions.NoExec;
import dev.ringfence.assertions.NoNetwork;
import dev.ringfence.assertions.WritesOnlyUnder;
import dev.ringfence.recording.Recording;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Traced(observe = {"writes", "copies", "truncates", "fallocate"})
@NoNetwork // rules for every test of the class; a method may have others
@NoExec
@WritesOnlyUnder("/tmp")
class S00RulesTests {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void first_use() throws IOException {
        save("draft");
    }

    private static void save(String text) throws IOException {
        Path next = directory.resolve("note.next");
        try (FileChannel file = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(StandardCharsets.UTF_8.encode(text));
            file.force(true);
        }
        Files.move(next, directory.resolve("note"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void saves_a_note(Recorder recorder) throws Exception {
        Recording recording = recorder.record(() -> save("Buy milk"));
        assertThat(recording)
                .calls(opens().under("/etc"))
                .never()
                .syscalls()
                .inOrder(write("**/note.next"), fsync("**/note.next"), rename("**/note.next", "**/note"));
        assertThat(recording).files().leavesNoTemporaryFiles();
    }
}
// end::rules[]
