package dev.ringfence.tracer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The paths by which class loaders open what is on a class path: the JDK resolves the links in the name of a directory. */
final class LoadedPaths {
    private LoadedPaths() {}

    /** Returns the paths, with those to which directories lead. */
    static List<String> of(List<String> classPath) {
        List<String> paths = new ArrayList<>(classPath);
        for (String path : classPath) {
            String real = path.endsWith(".jar") ? path : real(Path.of(path));
            if (!paths.contains(real)) paths.add(real);
        }
        return paths;
    }

    /** From what is not there nothing is loaded. */
    private static String real(Path directory) {
        try {
            return directory.toRealPath().toString();
        } catch (IOException notThere) {
            return directory.toString();
        }
    }
}
