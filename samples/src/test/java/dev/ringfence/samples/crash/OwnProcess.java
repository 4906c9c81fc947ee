package dev.ringfence.samples.crash;

import java.io.IOException;
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
}
