package dev.ringfence.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.SmallFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
class SmallFilesLinuxTests {
    private final SmallFiles files = new SmallFiles(Libc.load());

    @TempDir
    Path directory;

    @Test
    void files_of_any_size_are_read_as_a_whole() throws Exception {
        for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000}) {
            String text = "\u00e9".repeat(length / 2) + "x".repeat(length % 2);
            Path file = Files.writeString(directory.resolve("gr\u00fcn-" + length), text);

            assertThat(files.read(file.toString())).isEqualTo(text);
        }
        assertThat(files.read("/proc/self/limits")).isEqualTo(Files.readString(Path.of("/proc/self/limits")));
    }

    @Test
    void what_cannot_be_opened_or_read_has_no_text() {
        assertThat(files.read(directory.resolve("none").toString())).isNull();
        assertThat(files.read(directory.toString()))
                .as("a directory opens, and does not read")
                .isNull();
        assertThat(files.read("/" + "x".repeat(5000))).isNull();
    }
}
