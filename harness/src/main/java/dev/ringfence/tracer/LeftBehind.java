package dev.ringfence.tracer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Removes what a JVM that was killed could not remove itself. */
final class LeftBehind {
    private LeftBehind() {}

    /** HotSpot keeps its performance data in a file for jps, and deletes it at an orderly exit only. */
    static void deletePerformanceData(int pid, Map<String, String> environment) {
        String user = System.getProperty("user.name");
        try {
            Files.deleteIfExists(Path.of("/tmp", "hsperfdata_" + user, Integer.toString(pid)));
        } catch (IOException notOurs) {
            // The next JVM of that user sweeps it.
            return;
        }
    }
}
