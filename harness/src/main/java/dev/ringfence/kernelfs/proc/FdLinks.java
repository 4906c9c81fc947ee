package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The links of {@code /proc/PID/fd}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html">proc_pid_fd(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FdLinks {
    private FdLinks() {}

    /**
     * Reads the links of all open descriptors. A descriptor that is closed meanwhile is left out.
     *
     * @param proc where proc is mounted
     * @param pid a process
     * @return number to link text, ascending
     */
    public static Reading<Map<Integer, String>> read(Path proc, int pid) {
        return read(TaskDirectory.process(proc, pid), LinkReader.ofFiles());
    }

    /**
     * Reads the links of all open descriptors. A descriptor that is closed meanwhile is left out.
     *
     * @param task a process or a thread
     * @param reader of one link
     * @return number to link text, ascending
     */
    public static Reading<Map<Integer, String>> read(TaskDirectory task, LinkReader reader) {
        Path directory = task.file("fd");
        Reading<List<Integer>> numbers = TaskIds.numbers(directory, true);
        if (!(numbers instanceof Reading.Value<List<Integer>> open)) return numbers.map(never -> Map.of());
        Map<Integer, String> links = new TreeMap<>();
        for (int fd : open.read()) {
            Reading<String> link = reader.read(directory, Integer.toString(fd));
            if (link instanceof Reading.Failed<String> failed) return new Reading.Failed<>(failed.error());
            link.value().ifPresent(text -> links.put(fd, text));
        }
        return new Reading.Value<>(links);
    }
}
