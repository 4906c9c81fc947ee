package dev.ringfence.engine;

import java.io.PrintStream;
import java.nio.charset.Charset;

/** The test JVM's standard streams, on which the output of a worker is replayed: its runner attributes it to the test. */
final class StandardStreams {
    private StandardStreams() {}

    @SuppressWarnings("SystemOut") // Replaying what a worker wrote there is the purpose.
    static void write(boolean error, byte[] bytes) {
        PrintStream stream = error ? System.err : System.out;
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }

    static void warn(String message) {
        line(true, "[ringfence] " + message);
    }

    /** Tells what is no fault. */
    static void say(String message) {
        line(false, "[ringfence] " + message);
    }

    /** Tells Jenkins (JUnit Attachments plugin) that a file belongs to the test that runs. */
    static void attach(String path) {
        line(false, "[[ATTACHMENT|" + path + "]]");
    }

    private static void line(boolean error, String line) {
        write(error, (line + "\n").getBytes(Charset.defaultCharset()));
    }
}
