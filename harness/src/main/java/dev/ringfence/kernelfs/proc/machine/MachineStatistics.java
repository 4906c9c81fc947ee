package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.MachineUnits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * {@code /proc/stat}: {@code show_stat} in fs/proc/stat.c. A name and numbers in each line.
 *
 * @param all {@code cpu}: times of all processors together
 * @param processors {@code cpu0} and so on, of those that are on
 * @param interrupts {@code intr}: how many there were, unsigned; {@link InterruptTable} tells which
 * @param contextSwitches {@code ctxt}, unsigned
 * @param bootTime {@code btime}, to the second
 * @param started how many processes and threads were, the line with the name of processes, unsigned
 * @param running {@code procs_running}: how many threads run or could
 * @param blocked {@code procs_blocked}: how many wait for a disk
 * @param softInterrupts {@code softirq}: how many there were, unsigned
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MachineStatistics(
        Times all,
        Map<Integer, Times> processors,
        long interrupts,
        long contextSwitches,
        Instant bootTime,
        long started,
        long running,
        long blocked,
        long softInterrupts) {
    private static final String PROCESSOR = "cpu";

    public MachineStatistics {
        processors = Collections.unmodifiableMap(new TreeMap<>(processors));
    }

    /** What a processor did, in the order of the line; times of guests are part of {@code user} and {@code nice}. */
    public record Times(
            Duration user,
            Duration nice,
            Duration system,
            Duration idle,
            Duration waitingForIo,
            Duration interrupt,
            Duration softInterrupt,
            Duration stolen,
            Duration guest,
            Duration niceGuest) {}

    /** Reads what the machine did since it was booted. */
    public static Reading<MachineStatistics> read(Path proc, MachineUnits units) {
        return KernelFiles.parse(proc.resolve("stat"), (file, text) -> parse(file, text, units));
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static MachineStatistics parse(String file, String text, MachineUnits units) {
        KernelEntries lines = KernelEntries.ofBlanks(file, KernelText.wholeLines(file, text));
        Times all = times(lines.take(PROCESSOR), units);
        Map<Integer, Times> processors = new TreeMap<>();
        List<String> names = new ArrayList<>(lines.rest().keySet());
        for (String name : names) {
            if (!name.startsWith(PROCESSOR)) continue;
            Entry entry = lines.take(name);
            processors.put(entry.line().decimalInt(name.substring(PROCESSOR.length()), PROCESSOR), times(entry, units));
        }
        Entry boot = lines.take("btime");
        long seconds = boot.decimal();
        if (seconds > Instant.MAX.getEpochSecond()) throw boot.line().error("btime", seconds + " is too large");
        return new MachineStatistics(
                all,
                processors,
                lines.take("intr").fields().unsigned("intr"),
                lines.take("ctxt").unsigned(),
                Instant.ofEpochSecond(seconds),
                lines.take("processes").unsigned(),
                lines.take("procs_running").decimal(),
                lines.take("procs_blocked").decimal(),
                lines.take("softirq").fields().unsigned("softirq"));
    }

    private static Times times(Entry entry, MachineUnits units) {
        KernelFields fields = entry.fields();
        return new Times(
                units.ticks(fields.unsigned("user")),
                units.ticks(fields.unsigned("nice")),
                units.ticks(fields.unsigned("system")),
                units.ticks(fields.unsigned("idle")),
                units.ticks(fields.unsigned("iowait")),
                units.ticks(fields.unsigned("irq")),
                units.ticks(fields.unsigned("softirq")),
                units.ticks(fields.unsigned("steal")),
                units.ticks(fields.unsigned("guest")),
                units.ticks(fields.unsigned("guest_nice")));
    }
}
