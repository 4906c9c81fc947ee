package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
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
        Path directory = proc.resolve(pid + "/fd");
        Map<Integer, String> links = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Reading<String> link = KernelFiles.readLink(entry);
                if (link instanceof Reading.Failed<String> failed) return new Reading.Failed<>(failed.error());
                link.value().ifPresent(text -> links.put(number(entry), text));
            }
        } catch (DirectoryIteratorException e) {
            return KernelFiles.unreadable(directory, Objects.requireNonNull(e.getCause(), "cause"));
        } catch (IOException e) {
            return KernelFiles.unreadable(directory, e);
        }
        return new Reading.Value<>(links);
    }

    private static int number(Path entry) {
        String name = entry.getFileName().toString();
        return KernelText.line(entry.toString(), name).decimalInt(name, "name");
    }
}
