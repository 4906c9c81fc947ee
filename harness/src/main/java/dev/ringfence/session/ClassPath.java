package dev.ringfence.session;

import dev.ringfence.channel.HarnessException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** Reads class paths. */
final class ClassPath {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    private static final Pattern SPACES = Pattern.compile(" +");

    private ClassPath() {}

    /** Returns the entries as absolute paths; an empty entry is the working directory. */
    static List<Path> entries(String classPath, Path workingDirectory) {
        return SEPARATOR
                .splitAsStream(classPath)
                .map(entry -> workingDirectory.resolve(entry).normalize())
                .toList();
    }

    /**
     * Returns the entries and what the manifests of their jars refer to. A runner may put the whole class path into the
     * manifest of one jar.
     */
    static List<Path> withManifests(Collection<Path> entries) {
        Set<Path> all = new LinkedHashSet<>();
        entries.forEach(entry -> addWithManifest(entry, all));
        return List.copyOf(all);
    }

    private static void addWithManifest(Path entry, Set<Path> all) {
        if (all.add(entry) && Files.isRegularFile(entry)) {
            referred(entry).forEach(path -> addWithManifest(path, all));
        }
    }

    private static List<Path> referred(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (value == null) {
                return List.of();
            }
            List<Path> paths = new ArrayList<>();
            for (String reference : SPACES.split(value.strip())) {
                URI uri = jar.toUri().resolve(reference);
                if ("file".equals(uri.getScheme())) {
                    paths.add(Path.of(uri).normalize());
                }
            }
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifest of " + jar, e);
        } catch (IllegalArgumentException e) {
            throw new HarnessException("the manifest of " + jar + " has a Class-Path that is not a list of paths", e);
        }
    }
}
