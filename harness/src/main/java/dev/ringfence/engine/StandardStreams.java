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
        write(true, ("[ringfence] " + message + "\n").getBytes(Charset.defaultCharset()));
    }
}
