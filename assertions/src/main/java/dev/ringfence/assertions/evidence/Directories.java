package dev.ringfence.assertions.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Directories, each a {@link Glob} of its path, with all that is below them.
 *
 * @param globs at least one; relative to the working directory where they do not begin with a slash
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Directories(List<Glob> globs) {
    public Directories {
        globs = List.copyOf(globs);
        if (globs.isEmpty()) throw new IllegalArgumentException("directories must not be empty");
    }

    /** Returns directories by their globs. */
    public static Directories of(String... directories) {
        return of(Arrays.asList(directories));
    }

    /** Returns directories by their globs. */
    public static Directories of(List<String> directories) {
        return new Directories(directories.stream().map(Glob::new).toList());
    }

    /**
     * Returns whether a path is one of them or below one. A directory that is itself reached through a symbolic link
     * holds what is below the place it leads to.
     */
    public boolean contain(String path) {
        return contain(path, absolute(globs)) || contain(path, real());
    }

    private static boolean contain(String path, List<Glob> directories) {
        for (Optional<String> place = Optional.of(path); place.isPresent(); place = place.flatMap(KernelPath::parent)) {
            String here = place.get();
            if (directories.stream().anyMatch(directory -> directory.matches(here))) return true;
        }
        return false;
    }

    private static List<Glob> absolute(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).map(Directories::absolute).toList();
    }

    private static Glob absolute(String pattern) {
        boolean relative = !pattern.startsWith("/") && !pattern.startsWith("*");
        return new Glob(KernelPath.normal(relative ? Path.of("").toAbsolutePath() + "/" + pattern : pattern));
    }

    /** Only where a path was not found below what was named is it looked where that leads to. */
    private List<Glob> real() {
        List<Glob> real = new ArrayList<>();
        for (Glob glob : absolute(globs)) {
            if (glob.hasWildcard()) continue;
            realPath(glob.pattern()).ifPresent(path -> real.add(new Glob(path)));
        }
        return real;
    }

    private static Optional<String> realPath(String directory) {
        try {
            return Optional.of(Path.of(directory).toRealPath().toString());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** Returns the globs as arguments: {@code "/tmp", "/var/tmp"}. */
    public String arguments() {
        return globs.stream().map(glob -> CodeText.literal(glob.pattern())).collect(Collectors.joining(", "));
    }

    /** Returns the globs for a sentence: {@code "/tmp" or "/var/tmp"}. */
    @Override
    public String toString() {
        return globs.stream().map(glob -> CodeText.literal(glob.pattern())).collect(Collectors.joining(" or "));
    }
}
