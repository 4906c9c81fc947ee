package dev.ringfence.inspection;

import dev.ringfence.kernelfs.Reading;
import dev.ringfence.snapshot.DescriptorDescriber;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.ProcessSnapshot;
import java.nio.file.Path;
import java.util.List;

/**
 * A descriptor of a process.
 *
 * @param fd its number
 * @param link what it stands for, as the kernel says it
 * @param description as lsof would show it
 */
public record OpenDescriptor(int fd, String link, String description) {

    /** Returns the descriptors that were captured; the other ends of pipes are known only within the process. */
    public static Reading<List<OpenDescriptor>> listOf(ProcessSnapshot process) {
        return new DescriptorDescriber(Path.of("/proc"))
                .describe(process, List.of())
                .map(OpenDescriptor::listOf);
    }

    static List<OpenDescriptor> listOf(FdSnapshot snapshot) {
        return snapshot.targets().entrySet().stream()
                .map(entry -> new OpenDescriptor(
                        entry.getKey(),
                        entry.getValue().link(),
                        entry.getValue().description()))
                .toList();
    }

    /** Returns what kind of thing it is, such as {@code file} or {@code socket TCP}. */
    public String kind() {
        return DescriptorKind.of(link, description);
    }

    /** Returns the number of its socket, as text; empty where it is none. */
    String socket() {
        return link.startsWith("socket:[") && link.endsWith("]") ? link.substring(8, link.length() - 1) : "";
    }
}
