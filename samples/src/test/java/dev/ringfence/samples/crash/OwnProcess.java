package dev.ringfence.samples.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Sends signals to the JVM it runs in. */
final class OwnProcess {
    private OwnProcess() {}

    /**
     * Sends a signal and does not return, since the signal ends this JVM. {@link ProcessHandle} refuses to signal the process it is
     * in, so kill(1) does it.
     */
    static void kill(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill",
                        "-" + signal,
                        Long.toString(ProcessHandle.current().pid()))
                .inheritIO()
                .start();
        int exitCode = kill.waitFor();
        if (exitCode != 0) throw new IOException("kill -" + signal + " exited with " + exitCode);
        while (true) LockSupport.park();
    }

    /** Returns the process that traces this one: proc_pid_status(5), TracerPid. */
    static int tracer() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("TracerPid:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring("TracerPid:".length()).strip()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
