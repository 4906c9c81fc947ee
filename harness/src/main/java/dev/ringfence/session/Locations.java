package dev.ringfence.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the jar or directory that a resource is in, without loading any class. */
final class Locations {
    private Locations() {}

    /** Returns the absolute path of the jar or directory, or empty when the resource is not there or not in a file. */
    static Optional<Path> of(String resource) {
        ClassLoader loader = Locations.class.getClassLoader();
        return of(loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource), resource);
    }

    static Optional<Path> of(@Nullable URL url, String resource) {
        if (url == null) {
            return Optional.empty();
        }
        String text = url.toString();
        if (text.startsWith("jar:file:") && text.endsWith("!/" + resource)) {
            return path(text.substring("jar:".length(), text.length() - resource.length() - 2));
        }
        if (text.startsWith("file:") && text.endsWith(resource)) {
            return path(text.substring(0, text.length() - resource.length()));
        }
        return Optional.empty();
    }

    private static Optional<Path> path(String uri) {
        try {
            return Optional.of(Path.of(new URI(uri)).toAbsolutePath().normalize());
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Not a path of the default file system: nothing that another JVM could be given.
            return Optional.empty();
        }
    }
}
