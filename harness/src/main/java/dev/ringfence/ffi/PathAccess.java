package dev.ringfence.ffi;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/** Says what is at a path: access(2). Paths are bytes; {@code java.nio.file} wants them to be text in the encoding of the locale. */
public final class PathAccess {
    private static final int F_OK = 0;
    private static final int X_OK = 1;

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

    private boolean access(byte[] path, String suffix, int mode) {
        Block text = new Block(path.length + suffix.length() + 1);
        byte[] end = suffix.getBytes(StandardCharsets.US_ASCII);
        text.put(0, path, 0, path.length);
        text.put(path.length, end, 0, end.length);
        try {
            return libc.access(text.address(), mode) == 0;
        } finally {
            // An address does not keep its block alive.
            Reference.reachabilityFence(text);
        }
    }
}
