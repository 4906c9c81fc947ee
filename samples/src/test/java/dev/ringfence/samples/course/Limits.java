package dev.ringfence.samples.course;

import java.io.IOException;

/** Sets a limit of this process by prlimit(1), as Java cannot. */
final class Limits {
    private Limits() {}

    /** Sets how many files this process may have open. */
    static void set(int files) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(
                        "prlimit",
                        "--pid",
                        Long.toString(ProcessHandle.current().pid()),
                        "--nofile=" + files + ":")
                .inheritIO()
                .start();
        if (prlimit.waitFor() != 0) throw new IOException("prlimit exited with " + prlimit.exitValue());
    }
}
