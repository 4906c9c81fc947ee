package dev.ringfence.ffi;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads links of {@code /proc/PID} by readlink(2), without an object for each path. Not thread-safe.
 */
public final class DescriptorLinks {
    /** PATH_MAX, and what the kernel adds to a deleted file. */
    static final int LINK_MAX = 4096 + 16;

    private static final int PATH_SIZE = 128;

    private final Libc libc;
    private final Block path = new Block(PATH_SIZE);
    private final Block link = new Block(LINK_MAX);
    private final byte[] bytes = new byte[LINK_MAX];

    public DescriptorLinks(Libc libc) {
        this.libc = libc;
    }

    /** Returns the link of one descriptor, decoded as UTF-8; null when it is not open any more. */
    public @Nullable String read(String directory, String number) {
        int length = readLink(directory, number);
        return length < 0 ? null : new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns the link, one byte in each character; null when it is not open any more. */
    public @Nullable String readBytes(String directory, String name) {
        int length = readLink(directory, name);
        return length < 0 ? null : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private int readLink(String directory, String number) {
        byte[] text = (directory + "/" + number + "\0").getBytes(StandardCharsets.US_ASCII);
        path.put(0, text, 0, text.length);
        long length = libc.readlink(path.address(), link.address(), LINK_MAX);
        if (length > 0) {
            link.get(0, bytes, 0, (int) length);
        }
        return (int) length;
    }
}
