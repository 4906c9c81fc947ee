package dev.ringfence.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the links of a process lead to: proc_pid_fd(5), proc_pid_cwd(5). */
final class ProcessLinks {
    private ProcessLinks() {}

    /** Returns what a descriptor is of, such as {@code /etc/hosts} or {@code pipe:[4711]}; null where it is not open. */
    static @Nullable String descriptor(int pid, int fd) {
        return link("/proc/" + pid + "/fd/" + fd);
    }

    /** Returns the working directory of a thread; null where it is gone. */
    static @Nullable String currentDirectory(int tid) {
        return link("/proc/" + tid + "/cwd");
    }

    private static @Nullable String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException gone) {
            // Not open, or the tracee is gone: there is no link to show.
            return null;
        }
    }
}
