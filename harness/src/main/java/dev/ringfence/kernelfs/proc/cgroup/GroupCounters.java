package dev.ringfence.kernelfs.proc.cgroup;

import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelParser;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What the control groups of a process count, made of texts that were captured. A group counts all that is in it and in the
 * groups below it, whoever's it is.
 *
 * @param memoryBytes {@code memory.current}, in version 1 {@code memory.usage_in_bytes}
 * @param peakMemoryBytes {@code memory.peak} (from Linux 5.19 on), {@code memory.max_usage_in_bytes}
 * @param processorTime {@code usage_usec} of {@code cpu.stat}, in version 1 {@code cpuacct.usage}
 * @param throttling how it was held back; absent where the group has no controller of processors
 * @param tasks {@code pids.current}: how many processes and threads there are
 * @see <a href="https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html">cgroup-v2</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GroupCounters(
        Reading<Long> memoryBytes,
        Reading<Long> peakMemoryBytes,
        Reading<Duration> processorTime,
        Reading<GroupProcessor.Throttling> throttling,
        Reading<Long> tasks) {

    /** Which files of a group count for a controller. */
    private record Counting(String controller, List<String> version1, List<String> version2) {}

    private static final List<Counting> COUNTING = List.of(
            new Counting(
                    "memory",
                    List.of("memory.usage_in_bytes", "memory.max_usage_in_bytes"),
                    List.of("memory.current", "memory.peak")),
            new Counting("cpu", List.of("cpu.stat"), List.of("cpu.stat")),
            new Counting("cpuacct", List.of("cpuacct.usage"), List.of()),
            new Counting("pids", List.of("pids.current"), List.of("pids.current")));

    /**
     * Finds the files that count, by the names by which {@link #of} knows their texts: {@code cgroup2/} or {@code cgroup1/} and
     * the name of the file. Of a controller whose group cannot be found the name is {@code cgroup/} and the controller's, and
     * there is the reason.
     *
     * @param viewer whose mounts are used, mostly {@link TaskDirectory#self}
     */
    public static Map<String, Reading<Path>> files(TaskDirectory task, TaskDirectory viewer) {
        Function<String, Reading<ControlGroup>> groups = ControlGroup.finder(task, viewer);
        Map<String, Reading<Path>> files = new TreeMap<>();
        for (Counting counting : COUNTING) {
            Reading<ControlGroup> group = groups.apply(counting.controller);
            if (!(group instanceof Reading.Value<ControlGroup> known)) {
                files.put("cgroup/" + counting.controller, group.map(ControlGroup::directory));
                continue;
            }
            int version = known.read().version();
            for (String file : version == 2 ? counting.version2 : counting.version1)
                files.put("cgroup" + version + "/" + file, group.map(of -> of.file(file)));
        }
        return files;
    }

    /**
     * Makes the counters of the texts of their files; what was not captured is absent.
     *
     * @param directory for errors
     */
    public static GroupCounters of(String directory, Map<String, Reading<String>> texts) {
        Captured captured = new Captured(directory, texts);
        boolean unified = texts.containsKey("cgroup2/cpu.stat");
        Reading<GroupProcessor> processor = captured.parse("cpu", "cgroup2/cpu.stat", GroupCounters::processor);
        return new GroupCounters(
                captured.number("memory", "cgroup2/memory.current", "cgroup1/memory.usage_in_bytes"),
                captured.number("memory", "cgroup2/memory.peak", "cgroup1/memory.max_usage_in_bytes"),
                unified
                        ? processor.map(GroupProcessor::used)
                        : captured.parse("cpuacct", "cgroup1/cpuacct.usage", GroupProcessor::nanos),
                unified
                        ? processor.flatMap(GroupProcessor::throttling)
                        : captured.parse("cpu", "cgroup1/cpu.stat", GroupProcessor::parseThrottling1),
                captured.number("pids", "cgroup2/pids.current", "cgroup1/pids.current"));
    }

    private static GroupProcessor processor(String file, String text) {
        return GroupProcessor.parse(file, text, new Reading.Absent<>("cpu.max was not captured"));
    }

    /** Texts by their names. */
    private record Captured(String directory, Map<String, Reading<String>> texts) {
        Reading<Long> number(String controller, String version2, String version1) {
            return parse(controller, texts.containsKey(version2) ? version2 : version1, GroupFiles::number);
        }

        <T> Reading<T> parse(String controller, String name, KernelParser<T> parser) {
            Reading<String> missing = texts.getOrDefault(
                    "cgroup/" + controller, new Reading.Absent<>("the counters of control groups were not captured"));
            return KernelFiles.parse(directory + "/" + name, texts.getOrDefault(name, missing), parser);
        }
    }
}
