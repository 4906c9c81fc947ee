package dev.ringfence.samples.running;

import java.util.regex.Pattern;

/**
 * Masks the parts of a failure message that differ from run to run, and nothing else, so that the rest can be compared as
 * a whole.
 */
public final class Masked {
    private static final Mask[] MASKS = {
        // The kernel gives out the lowest free number; which that is depends on what the JVM has open.
        new Mask("(?<=\\bfd [\\d#, ]{0,40})\\d+", "#"),
        new Mask("\\) = \\d+$", ") = #"),
        new Mask("\\b(listen|bind|sendto|close|dup2|write|fsync|prlimit64)\\(\\d+", "$1(#"),
        new Mask("\\b(mmap\\(.*), \\d+, 0\\)", "$1, #, 0)"),
        // Pointers.
        new Mask("\\b0x[0-9a-f]{6,}", "0x#"),
        // Numbers of threads and processes.
        new Mask("\\bprocess \\d+", "process #"),
        new Mask("\\btid \\d+", "tid #"),
        new Mask("\\bpid \\d+", "pid #"),
        // Times, and the width of a column of them.
        new Mask("(?:^ +)?\\b\\d+(?:\\.\\d+)? ms\\b", "# ms"),
        // What somebody may raise a limit to.
        new Mask("\\(at most \\w+\\)", "(at most #)"),
        new Mask("rlim_max=[\\w*]+", "rlim_max=#"),
        // How many threads the virtual machine happens to have.
        new Mask("\\bthreads \\d+ before, \\d+ after", "threads # before, # after"),
        // Ports that the kernel chose.
        new Mask("127\\.0\\.0\\.1:\\d+", "127.0.0.1:#"),
        // Inodes of pipes and sockets.
        new Mask("(pipe|socket):\\[\\d+]", "$1:[#]"),
        // Names of @TempDir and of Files.createTempFile.
        new Mask("/\\S*/junit-?\\d+", "/TEMP"),
        new Mask("(upload|countries)-\\d+\\.(part|dat)", "$1-#.$2"),
        // Threads that a pool counts.
        new Mask("\"([A-Za-z][A-Za-z -]*-)\\d+\"", "\"$1#\""),
        // The width of a column whose longest cell is one of these.
        new Mask("(?<=^  fd #) +", "  "),
        new Mask(" {3,}(?=(?:opened|copied from) )", "   "),
        new Mask(" {3,}(?=# ms|missing)", "   "),
    };

    private record Mask(Pattern pattern, String replacement) {
        Mask(String regex, String replacement) {
            this(Pattern.compile(regex, Pattern.MULTILINE), replacement);
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
