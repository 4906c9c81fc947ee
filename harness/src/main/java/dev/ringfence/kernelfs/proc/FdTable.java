package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.Reading;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * {@code fd} and {@code fdinfo} of a process together.
 *
 * @param descriptors by their numbers, ascending
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_fdinfo.5.html">proc_pid_fdinfo(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FdTable(Map<Integer, Descriptor> descriptors) {

    public FdTable {
        descriptors = Collections.unmodifiableMap(new TreeMap<>(descriptors));
    }

    /**
     * An open descriptor.
     *
     * @param link what it stands for, as the kernel says it
     * @param info what {@code fdinfo} says; absent when it was closed between
     */
    public record Descriptor(String link, Reading<FdInfo> info) {}

    /**
     * Reads all open descriptors.
     *
     * @param reader of the links
     */
    public static Reading<FdTable> read(TaskDirectory task, LinkReader reader) {
        return FdLinks.read(task, reader).map(links -> {
            Map<Integer, Descriptor> descriptors = new TreeMap<>();
            links.forEach((fd, link) -> descriptors.put(fd, new Descriptor(link, FdInfo.read(task, fd))));
            return new FdTable(descriptors);
        });
    }
}
