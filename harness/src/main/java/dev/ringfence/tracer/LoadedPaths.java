package dev.ringfence.tracer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths by which class loaders open what is on a class path: the JDK resolves the links in the name of a directory, and
 * what reads through a descriptor is known by the file it leads to.
 */
final class LoadedPaths {
    private LoadedPaths() {}

    /** Returns the paths, with those to which links among them lead. */
    static List<String> of(List<String> classPath) {
        List<String> paths = new ArrayList<>(classPath);
        for (String path : classPath) {
            String real = real(Path.of(path));
            if (!paths.contains(real)) paths.add(real);
        }
        return paths;
    }

    /** From what is not there nothing is loaded. */
    private static String real(Path file) {
        try {
            return file.toRealPath().toString();
        } catch (IOException notThere) {
            return file.toString();
        }
    }
}
