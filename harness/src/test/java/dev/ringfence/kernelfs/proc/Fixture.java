package dev.ringfence.kernelfs.proc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files that were captured from kernels, by the scripts beside them. */
public final class Fixture {
    /** The kernels that were captured. */
    public static final List<String> KERNELS = List.of("5.10", "6.1", "6.18", "7.2");

    private Fixture() {}

    /** Returns a file of Linux 6.18. */
    public static String text(String name) {
        return text("6.18", name);
    }

    public static String text(String kernel, String name) {
        return new String(bytes(kernel, name), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String kernel, String name) {
        try (InputStream in = open(kernel, name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether that kernel had the file. */
    public static boolean exists(String kernel, String name) {
        return Fixture.class.getResource(path(kernel, name)) != null;
    }

    private static InputStream open(String kernel, String name) {
        InputStream in = Fixture.class.getResourceAsStream(path(kernel, name));
        if (in == null) throw new IllegalArgumentException("there is no " + path(kernel, name));
        return in;
    }

    private static String path(String kernel, String name) {
        return "/dev/ringfence/kernelfs/proc/linux-" + kernel + "/" + name;
    }
}
