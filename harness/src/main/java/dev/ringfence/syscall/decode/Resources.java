package dev.ringfence.syscall.decode;

import dev.ringfence.syscall.Signatures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the resources of the system-call table. */
final class Resources {
    private Resources() {}

    /** Returns the text of a resource beside the table, such as {@code flags/open.tsv}. */
    static String text(String resource) {
        try (InputStream in = Signatures.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("resource " + resource + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
    }
}
