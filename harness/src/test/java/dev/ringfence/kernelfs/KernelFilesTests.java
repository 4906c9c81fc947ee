package dev.ringfence.kernelfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFilesTests {

    /** Hands a text out a piece at a time, and notes how much it was asked for. */
    private static final class Pieces implements ReadableByteChannel {
        private final byte[] bytes;
        private final int most;
        private int at;
        final List<Integer> asked = new ArrayList<>();

        Pieces(String text, int most) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
            this.most = most;
        }

        @Override
        public int read(ByteBuffer target) {
            asked.add(target.remaining());
            if (at == bytes.length) return -1;
            int length = Math.min(Math.min(most, target.remaining()), bytes.length - at);
            target.put(bytes, at, length);
            at += length;
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void a_file_is_asked_for_as_a_whole() throws IOException {
        Pieces small = new Pieces("1234\t0\t9223372036854775807\n", 1 << 20);
        assertThat(KernelFiles.readAll(small)).isEqualTo("1234\t0\t9223372036854775807\n");
        assertThat(small.asked.get(0)).isGreaterThan(4096);
        assertThat(small.asked).hasSize(2);
    }

    @Test
    void a_file_that_comes_in_pieces_is_put_together() throws IOException {
        String text = "0123456789äöü\n".repeat(5000);
        assertThat(KernelFiles.readAll(new Pieces(text, 4093))).isEqualTo(text);
        assertThat(KernelFiles.readAll(new Pieces(text, 1 << 20))).isEqualTo(text);
        assertThat(KernelFiles.readAll(new Pieces("x".repeat(8192), 8192))).hasSize(8192);
        assertThat(KernelFiles.readAll(new Pieces("", 1))).isEmpty();
    }

    @Test
    void what_is_not_as_its_format_says_has_failed(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "x\n");
        Reading<Long> read = KernelFiles.parse(
                file, (name, text) -> KernelText.line(name, text).each().decimal("number"));
        assertThat(read)
                .isEqualTo(new Reading.Failed<Long>(
                        file + ", line 1, number: expected a number but it is \"x\", in \"x\""));
        assertThat(KernelFiles.parse(directory.resolve("g"), (name, text) -> text))
                .isEqualTo(new Reading.Absent<String>(directory.resolve("g") + " is not there"));
    }

    @Test
    void an_error_says_whether_it_is_there(@TempDir Path directory) throws IOException {
        Path there = Files.createFile(directory.resolve("f"));
        assertThat(KernelFiles.unreadable(there, new AccessDeniedException(there.toString())))
                .isEqualTo(new Reading.Failed<>(there + ": permission denied"));
        assertThat(KernelFiles.unreadable(there, new IOException("No such process")))
                .isInstanceOf(Reading.Absent.class);
        assertThat(KernelFiles.unreadable(there, new FileSystemException("f", null, "Aucun processus de ce type")))
                .isInstanceOf(Reading.Failed.class);
        assertThat(KernelFiles.unreadable(directory.resolve("g"), new IOException("Aucun processus de ce type")))
                .isInstanceOf(Reading.Absent.class);
    }
}
