package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * {@code environ}: {@code environ_read} in fs/proc/base.c. What the process was started with, as it is in its memory now;
 * what it set later is elsewhere.
 *
 * @param entries as {@code NAME=value} each, in their order; a name may come twice, and an entry may be any text
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html">proc_pid_environ(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ProcessEnvironment(List<String> entries) {

    public ProcessEnvironment {
        entries = List.copyOf(entries);
    }

    /** Reads the environment of a process; one that has no memory of its own, such as a kernel thread, has none. */
    public static Reading<ProcessEnvironment> read(TaskDirectory task) {
        return KernelFiles.read(task.file("environ")).map(ProcessEnvironment::parse);
    }

    /** Parses the text of the file. */
    public static ProcessEnvironment parse(String text) {
        return new ProcessEnvironment(ZeroBytes.split(text));
    }

    /** Returns the value of a name, the first where there are several, as getenv(3) does. */
    public Optional<String> value(String name) {
        String prefix = name + "=";
        return entries.stream()
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .findFirst();
    }
}
