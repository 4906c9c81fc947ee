package dev.ringfence.trace;

import dev.ringfence.event.Actor;
import dev.ringfence.event.JavaStack;
import dev.ringfence.event.Scope;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether a call is the test's doing (D11). Pure. */
final class Scopes {
    /** Packages of the built-in class loaders, which read the class path. A user's own URLClassLoader is not among them. */
    private static final List<String> LOADER_FRAMES = List.of(
            "jdk.internal.loader.BuiltinClassLoader",
            "jdk.internal.loader.ClassLoaders$AppClassLoader",
            "jdk.internal.loader.ClassLoaders$PlatformClassLoader",
            "jdk.internal.loader.BootLoader");

    private static final Pattern OF_VIRTUAL_MACHINE = Pattern.compile("/sys/(?:fs/cgroup|devices/system|kernel/mm)/.*"
            + "|/proc/(?:cgroups|cpuinfo|meminfo|stat)"
            + "|/proc/(?:self|\\d+)/(?:cgroup|coredump_filter|maps|mountinfo|smaps_rollup|stat|status|task(?:/\\d+/stat)?)"
            + "|/proc/sys/kernel/(?:core_pattern|core_uses_pid|pid_max|threads-max)"
            + "|/proc/sys/vm/(?:max_map_count|mmap_min_addr|swappiness)");

    private final String javaHome;
    private final Set<String> classPathFiles;
    private final List<String> classPathDirectories;

    /**
     * Makes the rules for a worker.
     *
     * @param javaHome absolute path of its JDK
     * @param classPath absolute paths of its class path; what does not end in {@code .jar} is a directory
     */
    Scopes(String javaHome, List<String> classPath) {
        this.javaHome = javaHome.endsWith("/") ? javaHome : javaHome + "/";
        this.classPathFiles = Set.copyOf(classPath);
        this.classPathDirectories = classPath.stream()
                .filter(path -> !path.endsWith(".jar"))
                .map(path -> path.endsWith("/") ? path : path + "/")
                .toList();
    }

    Scope of(Actor actor, boolean childRunsProgram, @Nullable String path, JavaStack stack) {
        return switch (actor.kind()) {
            case HARNESS -> Scope.HARNESS;
            case JVM, CLEANER -> Scope.RUNTIME;
            // Between fork and exec, and inside jspawnhelper, it is the JDK that prepares the child.
            case CHILD -> childRunsProgram ? Scope.TEST : Scope.RUNTIME;
            case TEST, APPLICATION -> isClassLoading(path, stack) ? Scope.CLASS_LOADING : Scope.TEST;
        };
    }

    /** Returns whether the path alone says that it is the JDK's own, so that no stack is needed. */
    boolean isOwnFileOfJdk(@Nullable String path) {
        return path != null && path.startsWith(javaHome);
    }

    /**
     * Returns whether the virtual machine reads this file itself, in a state in which its stack cannot be taken: the paths
     * that libjvm.so of JDK 17 and 25 opens after its start.
     */
    static boolean isReadByVirtualMachine(@Nullable String path) {
        return path != null && OF_VIRTUAL_MACHINE.matcher(path).matches();
    }

    /**
     * Decides about a call that reads a file through a descriptor. Without a stack, what is on the class path is read by the
     * program.
     *
     * @param source the file, null where it is not known
     */
    Scope ofReading(Actor actor, @Nullable String source, JavaStack stack) {
        boolean loads = source != null
                && (isOwnFileOfJdk(source)
                        || (isOnClassPath(source) && stack instanceof JavaStack.Taken taken && hasLoaderFrame(taken)));
        return loads ? Scope.CLASS_LOADING : of(actor, true, null, stack);
    }

    /**
     * Returns whether it takes a stack to know who reads this file: the class loader has the jars of the class path open all
     * the time, and so may the program.
     */
    boolean needsReader(@Nullable String source) {
        return source != null && !isOwnFileOfJdk(source) && isOnClassPath(source);
    }

    private boolean isOnClassPath(String path) {
        return classPathFiles.contains(path) || classPathDirectories.stream().anyMatch(path::startsWith);
    }

    private boolean isClassLoading(@Nullable String path, JavaStack stack) {
        if (path == null) {
            return false;
        }
        if (isOwnFileOfJdk(path)) {
            return true;
        }
        return isOnClassPath(path) && isByLoader(path, stack);
    }

    private static boolean isByLoader(String path, JavaStack stack) {
        // Calls that make no descriptor have no stack; of the class path, only class files are surely for the loader.
        return stack instanceof JavaStack.Taken taken ? hasLoaderFrame(taken) : path.endsWith(".class");
    }

    private static boolean hasLoaderFrame(JavaStack.Taken stack) {
        return stack.frames().stream().anyMatch(frame -> LOADER_FRAMES.contains(frame.getClassName()));
    }
}
