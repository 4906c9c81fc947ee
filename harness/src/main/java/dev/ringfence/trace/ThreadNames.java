package dev.ringfence.trace;

import dev.ringfence.kernelfs.KernelText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernel names of threads and ids of their processes: proc_pid_task(5), proc_pid_comm(5), proc_pid_status(5). */
final class ThreadNames {
    private static final String TGID = "Tgid:";

    private ThreadNames() {}

    /** Returns the kernel's name of the thread, at most 15 characters; {@code thread 4711} when it is gone. */
    static String read(int pid, int tid) {
        try {
            return new String(
                            Files.readAllBytes(Path.of("/proc/" + pid + "/task/" + tid + "/comm")),
                            StandardCharsets.UTF_8)
                    .stripTrailing();
        } catch (IOException gone) {
            return "thread " + tid;
        }
    }

    /** Returns the process of a thread; the thread itself when it is gone already, which is right for a leader. */
    static int processOf(int tid) {
        try {
            // Not UTF-8: the name in it may be any bytes.
            String file = "/proc/" + tid + "/status";
            for (String line : Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(TGID)) {
                    return KernelText.line(file, line).decimalInt(1, "Tgid");
                }
            }
        } catch (IOException gone) {
            return tid;
        }
        return tid;
    }
}
