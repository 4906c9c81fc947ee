package dev.ringfence.samples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints, in colour where standard output is a terminal and NO_COLOR is not set. */
final class Terminal {
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
    private final PrintStream out;
    private final boolean coloured;

    Terminal(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    static Terminal ofThisProcess() {
        return new Terminal(System.out, noColorIsUnset() && outputIsTerminal());
    }

    // https://no-color.org: "when present and not an empty string (regardless of its value)"
    private static boolean noColorIsUnset() {
        String noColor = System.getenv("NO_COLOR");
        return noColor == null || noColor.isEmpty();
    }

    // System.console() is there for files and pipes, too, since JDK 22.
    private static boolean outputIsTerminal() {
        try {
            String target = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException noProc) {
            return false;
        }
    }

    void line(String text) {
        out.println(text);
    }

    void line(Style style, String text) {
        out.println(coloured ? style.escape + text + "\u001b[0m" : text);
    }

    enum Style {
        GOOD("\u001b[32m"),
        BAD("\u001b[31m"),
        STRONG("\u001b[1m");

        private final String escape;

        Style(String escape) {
            this.escape = escape;
        }
    }
}
