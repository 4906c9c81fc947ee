package dev.ringfence.ffi;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Opens paths for reading, close-on-exec, for as long as their descriptors are used. Not thread-safe. */
final class OpenedPaths {
    private static final int O_CLOEXEC = 02000000;
    /** PATH_MAX of linux/limits.h, with the NUL. */
    private static final int PATH_SIZE = 4096;

    private final Libc libc;
    private final Block path = new Block(PATH_SIZE);

    OpenedPaths(Libc libc) {
        this.libc = libc;
    }

    /**
     * Returns what the use of a descriptor gives.
     *
     * @param flags beside O_CLOEXEC
     * @return null where the path cannot be opened
     */
    <T> @Nullable T whileOpen(String name, int flags, IntFunction<@Nullable T> use) {
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        if (text.length > PATH_SIZE) {
            return null;
        }
        path.put(0, text, 0, text.length);
        int fd = libc.open(path.address(), O_CLOEXEC | flags);
        if (fd < 0) {
            return null;
        }
        try {
            return use.apply(fd);
        } finally {
            libc.close(fd);
        }
    }
}
