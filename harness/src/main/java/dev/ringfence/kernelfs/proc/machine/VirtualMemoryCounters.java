package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * {@code /proc/vmstat}: {@code vmstat_show} in mm/vmstat.c. A name and a number in each line. Those that begin with {@code nr_}
 * are numbers of pages now, most others count and only grow.
 *
 * @param values by their names, unsigned, in the order of the file
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_vmstat.5.html">proc_vmstat(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record VirtualMemoryCounters(Map<String, Long> values) {

    public VirtualMemoryCounters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Reads the counters. */
    public static Reading<VirtualMemoryCounters> read(Path proc) {
        return KernelFiles.parse(proc.resolve("vmstat"), VirtualMemoryCounters::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static VirtualMemoryCounters parse(String file, String text) {
        return new VirtualMemoryCounters(
                KernelEntries.ofBlanks(file, KernelText.wholeLines(file, text)).all(KernelEntries.Entry::unsigned));
    }

    /** Returns a number by its name, such as {@code pgfault}. */
    public Reading<Long> of(String name) {
        Long value = values.get(name);
        return value == null ? new Reading.Absent<>("this kernel does not count " + name) : new Reading.Value<>(value);
    }
}
