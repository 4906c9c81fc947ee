package dev.ringfence.syscall.expression;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as texts. Where {@code ..} leads is told by the text alone, not by what is a link. */
public final class PathText {
    private static final String DELETED = " (deleted)";

    private PathText() {}

    /** Returns a path behind the directory that it is relative to, without {@code .}, {@code ..} and double slashes. */
    public static String resolved(String directory, String path) {
        return normal(path.startsWith("/") ? path : directory + "/" + path);
    }

    /** Returns an absolute path without {@code .}, {@code ..} and double slashes. */
    public static String normal(String path) {
        if (!path.contains("//") && !path.contains("/.") && !(path.length() > 1 && path.endsWith("/"))) return path;
        Deque<String> parts = new ArrayDeque<>();
        int start = 0;
        while (start <= path.length()) {
            int end = path.indexOf('/', start);
            if (end < 0) end = path.length();
            step(parts, path.substring(start, end));
            start = end + 1;
        }
        return "/" + String.join("/", parts);
    }

    private static void step(Deque<String> parts, String part) {
        if (part.equals("..")) {
            parts.pollLast();
        } else if (!part.isEmpty() && !part.equals(".")) {
            parts.addLast(part);
        }
    }

    /** Returns the target of a link of {@code /proc} without the mark of a file that has no name any more. */
    public static String undeleted(String link) {
        return link.endsWith(DELETED) ? link.substring(0, link.length() - DELETED.length()) : link;
    }
}
