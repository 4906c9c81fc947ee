package dev.ringfence.hotspot;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskStat;
import dev.ringfence.kernelfs.proc.TaskStatus;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process that is a HotSpot virtual machine.
 *
 * @param proc where proc(5) is mounted
 * @param innerPid its id in its own pid namespace, by which it names its files
 * @param libraryAddress where its library is loaded
 * @param libraryPath of that file in its own root
 * @param linker where the dynamic linker is
 */
public record Jvm(Path proc, int pid, int innerPid, long libraryAddress, String libraryPath, Code linker) {
    private static final String LIBRARY = "libjvm.so";
    /** Eclipse OpenJ9 has a library of the same name, and answers SIGQUIT with a file. */
    private static final String LIBRARY_OF_OPENJ9 = "/libj9vm";

    /** Of glibc, whose dynamic linker is a file of its own, and makes calls of its own. */
    private static final Pattern LINKER = Pattern.compile(".*/ld-(linux.*|\\d.*)\\.so.*");

    private static final String DELETED = " (deleted)";
    private static final String PERFORMANCE_DATA = "/tmp/hsperfdata_";

    /** A range of addresses, without the last one. */
    public record Code(long start, long end) {
        /** Returns whether an address is in it. */
        public boolean contains(long address) {
            return address >= start && address < end;
        }
    }

    /** What came of looking at a process. */
    public sealed interface Look {
        /** It is a virtual machine. */
        record Found(Jvm jvm) implements Look {}

        /** It has the library and not the threads: it is about to start, or has forked from a virtual machine. */
        record Soon() implements Look {}

        /** It is something else, now. */
        record Not() implements Look {}
    }

    /** Finds out whether a process is a virtual machine. */
    public static Look look(Path proc, int pid) {
        List<Mapping> mapped = mapped(proc, pid);
        Mapping library = beginningOf(mapped, LIBRARY)
                .or(() -> beginningOf(mapped, LIBRARY + DELETED))
                .orElse(null);
        boolean other = mapped.stream().anyMatch(mapping -> mapping.text().contains(LIBRARY_OF_OPENJ9));
        if (library == null || other) return new Look.Not();
        if (!hasThread(proc, pid, VmThreads.VM_THREAD)) return new Look.Soon();
        return TaskStatus.read(TaskDirectory.process(proc, pid))
                .value()
                .<Look>map(status -> new Look.Found(
                        new Jvm(proc, pid, status.innermostTask(), library.start(), library.text(), linker(mapped))))
                .orElse(new Look.Not());
    }

    private static List<Mapping> mapped(Path proc, int pid) {
        return Mapping.read(TaskDirectory.process(proc, pid)).value().orElse(List.of());
    }

    private static Optional<Mapping> beginningOf(List<Mapping> mapped, String name) {
        return mapped.stream()
                .filter(mapping -> mapping.offsetBytes() == 0 && mapping.text().endsWith("/" + name))
                .findFirst();
    }

    private static Code linker(List<Mapping> mapped) {
        List<Mapping> parts = mapped.stream()
                .filter(mapping -> LINKER.matcher(mapping.text()).matches())
                .toList();
        long start = parts.stream().mapToLong(Mapping::start).min().orElse(0);
        return new Code(start, parts.stream().mapToLong(Mapping::end).max().orElse(0));
    }

    private static boolean hasThread(Path proc, int pid, String name) {
        try (Stream<Path> tasks = Files.list(proc.resolve(pid + "/task"))) {
            return tasks.anyMatch(
                    task -> TaskStat.readComm(task).value().filter(name::equals).isPresent());
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }

    /** Returns whether it has a thread that the kernel knows by this name. */
    boolean hasThread(String name) {
        return hasThread(proc, pid, name);
    }

    boolean isThere() {
        return Files.exists(directory());
    }

    /** Reads what its leader's status says. */
    Reading<TaskStatus> status() {
        return TaskStatus.read(TaskDirectory.process(proc, pid));
    }

    /**
     * Returns the file of performance data that it has mapped: with {@code -XX:-UsePerfData} it has none. HotSpot puts it,
     * like the files by which it is attached to, into {@code /tmp} whatever {@code java.io.tmpdir} says.
     */
    Optional<Path> performanceData() {
        return mapped(proc, pid).stream()
                .map(Mapping::text)
                .filter(path -> path.endsWith("/" + innerPid) && path.contains(PERFORMANCE_DATA))
                .map(path -> inItsRoot(path.substring(path.lastIndexOf(PERFORMANCE_DATA))))
                .findFirst();
    }

    /** Returns the file of its library; it is not there when it was replaced since. */
    Path library() {
        return inItsRoot(libraryPath);
    }

    /** Returns the socket that it listens at, once it was attached to. */
    Path socket() {
        return inItsRoot("/tmp/.java_pid" + innerPid);
    }

    /** Returns the file that tells it, together with SIGQUIT, to begin to listen. */
    Path trigger() {
        return inItsRoot("/tmp/.attach_pid" + innerPid);
    }

    /** Reads a file of its directory in proc(5). */
    Reading<String> read(String name) {
        return KernelFiles.read(directory().resolve(name));
    }

    private Path directory() {
        return proc.resolve(String.valueOf(pid));
    }

    private Path inItsRoot(String path) {
        return directory().resolve("root" + path);
    }
}
