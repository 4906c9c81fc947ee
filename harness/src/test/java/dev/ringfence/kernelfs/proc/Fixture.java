package dev.ringfence.kernelfs.proc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that were captured from a kernel. */
final class Fixture {
    private Fixture() {}

    static String text(String name) {
        try (InputStream in = Fixture.class.getResourceAsStream("linux-6.18/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
