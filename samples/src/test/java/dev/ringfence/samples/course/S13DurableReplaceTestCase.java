package dev.ringfence.samples.course;

import static dev.ringfence.assertions.RingfenceAssertions.assertThat;

import dev.ringfence.Recorder;
import dev.ringfence.Traced;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/*
 * Lesson 13: what a crash leaves.
 *
 * A note is written beside the old one and renamed over it, so that readers see the old or the new one. After a power cut,
 * they may see an empty one: the rename may reach the disk before the data, and without a word from the program either may
 * be lost. No test of the content can show it, because the kernel shows the content from memory. The order of the calls
 * shows it: write, fsync, rename, fsync of the directory. The failure names the first step that is missing.
 */
@Traced(observe = {"writes", "copies", "truncates", "fallocate"})
class S13DurableReplaceTestCase {
    @TempDir
    private static Path directory;

    private Path note;

    @BeforeEach
    void writeTheOldOne() throws IOException {
        note = Files.writeString(directory.resolve("note.txt"), "Buy milk");
    }

    @Test
    void forces_nothing(Recorder recorder) throws Exception {
        assertThat(recorder.record(() -> {
                    Path next = Files.writeString(note.resolveSibling("note.next"), "Buy bread");
                    Files.move(next, note, StandardCopyOption.ATOMIC_MOVE);
                }))
                .files()
                .durablyReplaces(note.toString());
    }

    @Test
    void forces_the_file_alone(Recorder recorder) throws Exception {
        assertThat(recorder.record(() -> {
                    Path next = note.resolveSibling("note.next");
                    try (FileChannel file =
                            FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                        file.write(StandardCharsets.UTF_8.encode("Buy bread"));
                        file.force(true);
                    }
                    Files.move(next, note, StandardCopyOption.ATOMIC_MOVE);
                }))
                .files()
                .durablyReplaces(note.toString());
    }
}
