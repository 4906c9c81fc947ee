package dev.ringfence.snapshot;

import dev.ringfence.kernelfs.KernelParser;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import dev.ringfence.kernelfs.proc.machine.DiskStatistics;
import dev.ringfence.kernelfs.proc.machine.FileCounts;
import dev.ringfence.kernelfs.proc.machine.InodeCounts;
import dev.ringfence.kernelfs.proc.machine.InterruptTable;
import dev.ringfence.kernelfs.proc.machine.KernelVersion;
import dev.ringfence.kernelfs.proc.machine.LoadAverage;
import dev.ringfence.kernelfs.proc.machine.MachineStatistics;
import dev.ringfence.kernelfs.proc.machine.MemoryInfo;
import dev.ringfence.kernelfs.proc.machine.Pressure;
import dev.ringfence.kernelfs.proc.machine.SwapArea;
import dev.ringfence.kernelfs.proc.machine.Uptime;
import dev.ringfence.kernelfs.proc.machine.VirtualMemoryCounters;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What {@code /proc} said of the machine at a moment, verbatim. Nothing is parsed before it is asked for. What could not be
 * read is absent with its reason.
 *
 * @param units in what its files count
 * @param files texts of its files by their names below {@code /proc}, such as {@code sys/fs/file-nr}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MachineSnapshot(Reading<MachineUnits> units, Map<String, Reading<String>> files) {
    static final List<String> FILES = List.of(
            "version",
            "meminfo",
            "loadavg",
            "stat",
            "vmstat",
            "uptime",
            "swaps",
            "diskstats",
            "interrupts",
            "softirqs",
            "sys/fs/file-nr",
            "sys/fs/inode-nr",
            "pressure/cpu",
            "pressure/io",
            "pressure/memory");

    public MachineSnapshot {
        Objects.requireNonNull(units, "units");
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Returns which kernel runs. */
    public Reading<KernelVersion> kernel() {
        return parse("version", KernelVersion::parse);
    }

    /** Returns what {@code meminfo} says. */
    public Reading<MemoryInfo> memory() {
        return parse("meminfo", MemoryInfo::parse);
    }

    /** Returns what {@code loadavg} says. */
    public Reading<LoadAverage> load() {
        return parse("loadavg", LoadAverage::parse);
    }

    /** Returns what {@code stat} says. */
    public Reading<MachineStatistics> statistics() {
        if (!(units instanceof Reading.Value<MachineUnits> known))
            return new Reading.Failed<>("the units of this machine are not known: " + units.fault());
        return parse("stat", (file, text) -> MachineStatistics.parse(file, text, known.read()));
    }

    /** Returns what {@code vmstat} says. */
    public Reading<VirtualMemoryCounters> virtualMemory() {
        return parse("vmstat", VirtualMemoryCounters::parse);
    }

    /** Returns how long the machine has been up. */
    public Reading<Uptime> uptime() {
        return parse("uptime", Uptime::parse);
    }

    /** Returns the areas that are swapped to. */
    public Reading<List<SwapArea>> swaps() {
        return parse("swaps", SwapArea::parse);
    }

    /** Returns what {@code diskstats} says. */
    public Reading<List<DiskStatistics>> disks() {
        return parse("diskstats", DiskStatistics::parse);
    }

    /** Returns how many interrupts each processor has had. */
    public Reading<InterruptTable> interrupts() {
        return parse("interrupts", InterruptTable::parse);
    }

    /** Returns how many soft interrupts each processor has had. */
    public Reading<InterruptTable> softInterrupts() {
        return parse("softirqs", InterruptTable::parse);
    }

    /** Returns how many files are open. */
    public Reading<FileCounts> openFiles() {
        return parse("sys/fs/file-nr", FileCounts::parse);
    }

    /** Returns how many inodes are held. */
    public Reading<InodeCounts> inodes() {
        return parse("sys/fs/inode-nr", InodeCounts::parse);
    }

    /** Returns how long tasks have waited for a resource. */
    public Reading<Pressure> pressure(Pressure.Resource resource) {
        return parse("pressure/" + resource.name().toLowerCase(Locale.ROOT), Pressure::parse);
    }

    private <T> Reading<T> parse(String file, KernelParser<? extends T> parser) {
        return CapturedTexts.parse(files, "/proc", file, parser);
    }
}
