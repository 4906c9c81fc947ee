package dev.ringfence.cli;

import dev.ringfence.program.NativeText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program {@code ringfence}: {@code java -jar ringfence.jar doctor}. */
public final class RingfenceCli {
    /** Exit code: what was asked for works. */
    static final int OK = 0;
    /** Exit code: it does not. */
    static final int FAILED = 1;
    /** Exit code: the command line is wrong. */
    static final int USAGE = 2;

    private RingfenceCli() {}

    /** Runs a command and exits: 0 when all works, 1 when something does not, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(
                isPresent("com.kenai.jffi.Foreign")
                        ? Commands.run(out, err, NativeText.arguments(arguments))
                        : explain(err));
    }

    /** The library leaves jnr-ffi to its users' dependency management; the program has it inside. */
    private static int explain(PrintWriter err) {
        err.println("ringfence: this is the library, which does not contain jnr-ffi: run the program instead,"
                + " java -jar ringfence.jar (the artifact ringfence-harness with the classifier cli)");
        return USAGE;
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, RingfenceCli.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
