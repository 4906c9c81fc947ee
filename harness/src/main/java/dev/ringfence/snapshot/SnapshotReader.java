package dev.ringfence.snapshot;

import dev.ringfence.kernelfs.FileReader;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.FdLinks;
import dev.ringfence.kernelfs.proc.LinkReader;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import dev.ringfence.kernelfs.proc.TaskIds;
import dev.ringfence.kernelfs.proc.cgroup.GroupCounters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Takes snapshots: reads files and parses nothing. A snapshot of a process has a largest number of characters, without another
 * one {@value #MOST_CHARS}; what has no room in it is absent, with this reason.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SnapshotReader {
    /** A recording travels in one frame, with two snapshots of each process, and each may have several windows. */
    static final int MOST_CHARS = 8 << 20;

    private static final List<String> COUNTING = List.of("status", "stat", "io");
    private static final List<String> ALWAYS = List.of("status", "stat", "io", "limits", "cmdline");
    private static final Reading<List<Integer>> NO_THREADS = new Reading.Absent<>("task was not captured");
    private static final List<String> LINKS = List.of("cwd", "root", "exe");

    private final Path proc;
    private final FileReader reader;
    private final LinkReader linkReader;
    private final Reading<MachineUnits> units;
    private final int mostChars;

    /**
     * Makes a reader.
     *
     * @param proc where proc is mounted
     * @param reader reads files
     * @param links reads the links of descriptors
     */
    public SnapshotReader(Path proc, FileReader reader, LinkReader links) {
        this(proc, reader, links, MOST_CHARS);
    }

    /**
     * Makes a reader.
     *
     * @param proc where proc is mounted
     * @param reader reads files
     * @param links reads the links of descriptors
     * @param mostChars that a snapshot of a process may have
     */
    public SnapshotReader(Path proc, FileReader reader, LinkReader links, int mostChars) {
        this.proc = proc;
        this.reader = reader;
        this.mostChars = mostChars;
        this.linkReader = links;
        this.units = MachineUnits.read(proc);
    }

    /** Takes a snapshot of a process. */
    public ProcessSnapshot process(int pid, Set<SnapshotPart> parts) {
        return process(new Capture(TaskDirectory.process(proc, pid)), pid, parts);
    }

    /**
     * Takes a snapshot of a virtual machine.
     *
     * @param heapInfo what it said of its heap
     */
    public ProcessSnapshot jvm(int pid, Set<SnapshotPart> parts, Reading<String> heapInfo) {
        Capture capture = new Capture(TaskDirectory.process(proc, pid));
        if (parts.contains(SnapshotPart.HEAP)) capture.files.put(ProcessSnapshot.HEAP_INFO, heapInfo);
        return process(capture, pid, parts);
    }

    private ProcessSnapshot process(Capture capture, int pid, Set<SnapshotPart> parts) {
        ALWAYS.forEach(capture::file);
        Reading<List<Integer>> threads =
                parts.stream().anyMatch(SnapshotPart::isOfThreads) ? TaskIds.ofThreads(capture.directory) : NO_THREADS;
        for (int tid : threads.value().orElse(List.of()))
            capture.thread(tid, parts.contains(SnapshotPart.THREAD_DETAILS));
        parts.stream().flatMap(part -> part.files().stream()).distinct().forEach(capture::file);
        if (parts.contains(SnapshotPart.GROUP_COUNTERS))
            GroupCounters.files(capture.directory, TaskDirectory.self(proc)).forEach(capture::fileElsewhere);
        LINKS.forEach(capture::link);
        Reading<Map<Integer, String>> descriptors = descriptors(capture.directory, parts);
        if (parts.contains(SnapshotPart.DESCRIPTOR_DETAILS))
            descriptors.value().orElse(Map.of()).keySet().forEach(fd -> capture.file("fdinfo/" + fd));
        return new ProcessSnapshot(pid, units, threads, descriptors, capture.files, capture.links);
    }

    private Reading<Map<Integer, String>> descriptors(TaskDirectory process, Set<SnapshotPart> parts) {
        boolean wanted = parts.contains(SnapshotPart.DESCRIPTORS) || parts.contains(SnapshotPart.DESCRIPTOR_DETAILS);
        return wanted ? FdLinks.read(process, linkReader) : new Reading.Absent<>("fd was not captured");
    }

    /** Takes what counts of a process: {@code stat}, {@code status}, {@code io}. */
    public ProcessSnapshot counters(int pid) {
        return counters(pid, Set.of());
    }

    /** Takes what counts of a process, and of each of its threads where {@link SnapshotPart#THREAD_DETAILS} are asked for. */
    public ProcessSnapshot counters(int pid, Set<SnapshotPart> parts) {
        Capture capture = new Capture(TaskDirectory.process(proc, pid));
        COUNTING.forEach(capture::file);
        Reading<List<Integer>> threads =
                parts.contains(SnapshotPart.THREAD_DETAILS) ? TaskIds.ofThreads(capture.directory) : NO_THREADS;
        threads.value().orElse(List.of()).forEach(tid -> capture.thread(tid, true));
        return new ProcessSnapshot(
                pid, units, threads, new Reading.Absent<>("fd was not captured"), capture.files, Map.of());
    }

    /** Takes a snapshot of the machine. */
    public MachineSnapshot machine() {
        Map<String, Reading<String>> files = new HashMap<>();
        MachineSnapshot.FILES.forEach(file -> files.put(file, reader.read(proc.resolve(file))));
        return new MachineSnapshot(units, files);
    }

    /** What was read of a process so far. */
    private final class Capture {
        private final TaskDirectory directory;
        private final Map<String, Reading<String>> files = new HashMap<>();
        private final Map<String, Reading<String>> links = new HashMap<>();
        private int room = mostChars;

        Capture(TaskDirectory directory) {
            this.directory = directory;
        }

        void file(String name) {
            fileElsewhere(name, new Reading.Value<>(directory.file(name)));
        }

        void fileElsewhere(String name, Reading<Path> file) {
            Reading<String> text = room == 0 ? leftOut(name) : file.flatMap(reader::read);
            int length = text.value().map(String::length).orElse(0);
            files.put(name, length <= room ? text : leftOut(name));
            room = Math.max(0, room - length);
        }

        void thread(int tid, boolean withDetails) {
            file("task/" + tid + "/stat");
            if (withDetails) file("task/" + tid + "/status");
        }

        private Reading<String> leftOut(String name) {
            return new Reading.Absent<>(
                    name + " was left out: the snapshot would have more than " + mostChars + " characters");
        }

        void link(String name) {
            links.put(name, linkReader.read(directory.path(), name));
        }
    }
}
