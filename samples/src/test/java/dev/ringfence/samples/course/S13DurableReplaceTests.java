package dev.ringfence.samples.course;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* Lesson 13, right: the data is on the disk before the rename, and the rename before the method returns. */
@Traced(observe = {"writes", "copies", "truncates", "fallocate"})
class S13DurableReplaceTests {
    @TempDir
    private static Path directory;

    @Test
    void forces_the_file_and_the_directory(Recorder recorder) throws Exception {
        Path note = Files.writeString(directory.resolve("note.txt"), "Buy milk");
        assertThat(recorder.record(() -> {
                    Path next = note.resolveSibling("note.next");
                    try (FileChannel file =
                            FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                        file.write(StandardCharsets.UTF_8.encode("Buy bread"));
                        file.force(true);
                    }
                    Files.move(next, note, StandardCopyOption.ATOMIC_MOVE);
                    try (FileChannel names = FileChannel.open(directory)) {
                        names.force(true);
                    }
                }))
                .files()
                .durablyReplaces(note.toString());
    }
}
