package dev.ringfence.samples.running;

import java.util.regex.Pattern;

/**
 * Masks the parts of a failure message that differ from run to run, and nothing else, so that the rest can be compared as
 * a whole.
 */
public final class Masked {
    private static final Mask[] MASKS = {
        // The kernel gives out the lowest free number; which that is depends on what the JVM has open.
        new Mask("\\bfd \\d+", "fd #"),
        // Numbers of threads and processes.
        new Mask("\\btid \\d+", "tid #"),
        new Mask("\\bpid \\d+", "pid #"),
        // Times.
        new Mask("\\b\\d+(?:\\.\\d+)? (ms|s|µs)\\b", "# $1"),
        // Ports that the kernel chose.
        new Mask("127\\.0\\.0\\.1:\\d+", "127.0.0.1:#"),
        // Inodes of pipes, sockets and anonymous files.
        new Mask("(pipe|socket):\\[\\d+]", "$1:[#]"),
        // Names of @TempDir and of Files.createTempFile.
        new Mask("/\\S*/junit-?\\d+", "/TEMP"),
        new Mask("(upload|countries)-\\d+\\.(part|dat)", "$1-#.$2"),
        // Threads that a pool or Thread counts.
        new Mask("\"([A-Za-z][A-Za-z -]*-)\\d+\"", "\"$1#\""),
    };

    private record Mask(Pattern pattern, String replacement) {
        Mask(String regex, String replacement) {
            this(Pattern.compile(regex), replacement);
        }
    }

    private Masked() {}

    /** Returns the message with the varying parts replaced by {@code #}. */
    public static String message(Throwable failure) {
        return text(String.valueOf(failure.getMessage()));
    }

    /** Returns text with the varying parts replaced by {@code #}. */
    public static String text(String text) {
        String masked = text;
        for (Mask mask : MASKS) masked = mask.pattern().matcher(masked).replaceAll(mask.replacement());
        return masked;
    }
}
