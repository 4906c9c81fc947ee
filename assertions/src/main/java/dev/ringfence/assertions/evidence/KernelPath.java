package dev.ringfence.assertions.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apiguardian.api.API;

/** Paths as the kernel shows them, compared as text: no file is looked at. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KernelPath {
    private static final String DELETED = " (deleted)";

    private KernelPath() {}

    /** Returns whether this is the absolute path of something that has a name: no {@code socket:[4711]}, no memfd. */
    static boolean isFile(String path) {
        return path.startsWith("/") && !path.startsWith("/memfd:");
    }

    /** Returns a path without the mark that the kernel puts behind one that was removed. */
    public static String withoutMark(String path) {
        return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
    }

    /**
     * Returns an absolute path without {@code .}, {@code ..}, doubled slashes, a slash at its end, and the mark of one
     * that was removed. A relative path is returned as it is.
     */
    public static String normal(String path) {
        if (!path.startsWith("/")) return path;
        String text = withoutMark(path);
        Deque<String> names = new ArrayDeque<>();
        int start = 1;
        while (start <= text.length()) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            add(names, text.substring(start, end));
            start = end + 1;
        }
        return "/" + String.join("/", names);
    }

    private static void add(Deque<String> names, String name) {
        if (name.isEmpty() || name.equals(".")) return;
        if (name.equals("..")) names.pollLast();
        else names.addLast(name);
    }

    /** Returns the directory that a path is in; nothing for {@code /} and for what is not absolute. */
    public static Optional<String> parent(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || path.equals("/")) return Optional.empty();
        return Optional.of(slash == 0 ? "/" : path.substring(0, slash));
    }

    /** Returns whether a path is a directory or below it. */
    public static boolean isWithin(String directory, String path) {
        return path.equals(directory) || path.startsWith(directory.equals("/") ? "/" : directory + "/");
    }

    /** Returns the last name of an absolute path. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the path of something in a directory. */
    public static String child(String directory, String name) {
        return directory.equals("/") ? "/" + name : directory + "/" + name;
    }
}
