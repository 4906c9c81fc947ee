package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The files that a process has mapped, by {@code /proc/PID/maps}.
 *
 * @param mappings of files, by address
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html">proc_pid_maps(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MappedFiles(List<Mapping> mappings) {
    private static final int OFFSET = 2;

    public MappedFiles {
        mappings = List.copyOf(mappings);
    }

    /**
     * A part of a file in memory.
     *
     * @param start its address
     * @param end the address behind it
     * @param offset where it begins in the file
     * @param path of the file; one that was unlinked ends with {@code " (deleted)"}
     */
    public record Mapping(long start, long end, long offset, String path) {}

    /** Reads about one process. */
    public static Reading<MappedFiles> read(Path proc, int pid) {
        Path file = proc.resolve(pid + "/maps");
        return KernelFiles.read(file).map(text -> parse(file.toString(), text));
    }

    /** What stands before a path has no slash, and a path has one at its beginning. */
    static MappedFiles parse(String file, String text) {
        List<Mapping> mappings = new ArrayList<>();
        for (KernelText.Line line : KernelText.lines(file, text)) {
            int slash = line.text().indexOf('/');
            if (slash >= 0) mappings.add(mapping(line, slash));
        }
        return new MappedFiles(mappings);
    }

    private static Mapping mapping(KernelText.Line line, int slash) {
        String range = line.field(0, "address");
        int dash = range.indexOf('-');
        if (dash < 0) throw line.error("address", "expected a range");
        return new Mapping(
                line.hex(range.substring(0, dash), "address"),
                line.hex(range.substring(dash + 1), "address"),
                line.hex(line.field(OFFSET, "offset"), "offset"),
                line.text().substring(slash));
    }

    /** Returns the beginning of the file with this name in its directory, or empty where none is mapped. */
    public Optional<Mapping> beginningOf(String name) {
        return mappings.stream()
                .filter(mapping -> mapping.offset() == 0 && mapping.path().endsWith("/" + name))
                .findFirst();
    }
}
