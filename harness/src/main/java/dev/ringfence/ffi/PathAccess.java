package dev.ringfence.ffi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Says what is at a path: access(2), realpath(3). Paths are bytes; {@code java.nio.file} wants them to be text in the encoding of the locale. */
public final class PathAccess {
    private static final int F_OK = 0;
    private static final int X_OK = 1;
    /** PATH_MAX of linux/limits.h, with the NUL: realpath(3) writes no more. */
    private static final int PATH_SIZE = 4096;

    private final Libc libc;

    public PathAccess(Libc libc) {
        this.libc = libc;
    }

    /** Returns whether there is something. */
    public boolean exists(byte[] path) {
        return access(path, "", F_OK);
    }

    /** Returns whether there is a file, not a directory, that may be executed. */
    public boolean isProgram(byte[] path) {
        return access(path, "", X_OK) && !access(path, "/.", F_OK);
    }

    /** Returns where the path leads through links, or empty when there is nothing. */
    public Optional<byte[]> real(byte[] path) {
        Block text = Block.ofBytes(path);
        Block resolved = new Block(PATH_SIZE);
        try {
            if (libc.realpath(text.address(), resolved.address()) == 0) return Optional.empty();
        } finally {
            Block.keep(text);
        }
        int length = 0;
        while (resolved.getByte(length) != 0) length++;
        byte[] real = new byte[length];
        resolved.get(0, real, 0, length);
        return Optional.of(real);
    }

    private boolean access(byte[] path, String suffix, int mode) {
        byte[] end = suffix.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(path, path.length + end.length);
        System.arraycopy(end, 0, whole, path.length, end.length);
        Block text = Block.ofBytes(whole);
        try {
            return libc.access(text.address(), mode) == 0;
        } finally {
            Block.keep(text);
        }
    }
}
