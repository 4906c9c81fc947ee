package dev.ringfence.ffi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads files as a whole by open(2), read(2) and close(2). A snapshot reads some dozens of files of a few hundred bytes while
 * a program waits; a channel for each takes several times as long as the kernel does. Not thread-safe.
 */
public final class SmallFiles {
    private static final int BUFFER_SIZE = 64 << 10;

    private final Libc libc;
    private final OpenedPaths paths;
    private final Block buffer = new Block(BUFFER_SIZE);

    public SmallFiles(Libc libc) {
        this.libc = libc;
        this.paths = new OpenedPaths(libc);
    }

    /** Returns the text of a file, decoded as UTF-8; null where it cannot be read. */
    public @Nullable String read(String file) {
        return paths.whileOpen(file, 0, this::readAll);
    }

    private @Nullable String readAll(int fd) {
        byte[] bytes = new byte[0];
        while (true) {
            int length = (int) libc.read(fd, buffer.address(), BUFFER_SIZE);
            if (length < 0) {
                return null;
            }
            if (length == 0) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            int end = bytes.length;
            bytes = Arrays.copyOf(bytes, end + length);
            buffer.get(0, bytes, end, length);
        }
    }
}
