package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A processor of {@code /proc/cpuinfo}: {@code show_cpuinfo} in arch/x86/kernel/cpu/proc.c and its likes. A name, a colon and a
 * value in each line, an empty line behind each processor; what they are called depends on the architecture.
 *
 * @param number from 0
 * @param model {@code model name}; absent on aarch64
 * @param hertz {@code cpu MHz}: how fast it runs now; absent on aarch64
 * @param flags what it can do: {@code flags}, on aarch64 {@code Features}
 * @param further all other lines by their names
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_cpuinfo.5.html">proc_cpuinfo(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Processor(
        int number, Reading<String> model, Reading<Long> hertz, Set<String> flags, Map<String, String> further) {
    private static final int FRACTION_DIGITS = 3;
    private static final long HERTZ_PER_MEGAHERTZ = 1_000_000;

    public Processor {
        flags = Collections.unmodifiableSet(new LinkedHashSet<>(flags));
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }

    /** Reads the processors that are on. */
    public static Reading<List<Processor>> read(Path proc) {
        return KernelFiles.parse(proc.resolve("cpuinfo"), Processor::parse);
    }

    static List<Processor> parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        List<Processor> processors = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int end = at;
            while (end < lines.size() && !lines.get(end).text().isEmpty()) end++;
            KernelEntries block = KernelEntries.ofColons(file, lines.subList(at, end));
            // Some architectures end with lines about the machine.
            if (block.has("processor")) processors.add(of(block));
            at = end + 1;
        }
        if (processors.isEmpty()) throw lines.get(0).error("processor", "there is none");
        return processors;
    }

    private static Processor of(KernelEntries block) {
        int number = block.take("processor").decimalInt();
        Reading<String> model = block.take("model name", Entry::value);
        Reading<Long> hertz = block.take("cpu MHz", Processor::hertz);
        Set<String> flags = new LinkedHashSet<>();
        for (String name : List.of("flags", "Features")) {
            block.take(name, Processor::words).value().ifPresent(flags::addAll);
        }
        return new Processor(number, model, hertz, flags, block.rest());
    }

    private static Set<String> words(Entry entry) {
        Set<String> words = new LinkedHashSet<>();
        KernelFields fields = entry.fields();
        while (fields.hasNext()) words.add(fields.next(entry.name()));
        return words;
    }

    private static long hertz(Entry entry) {
        int point = entry.value().indexOf('.');
        if (point < 0 || entry.value().length() - point - 1 != FRACTION_DIGITS)
            throw entry.line().error(entry.name(), "expected three digits behind a point");
        long whole = entry.line().decimalInt(entry.value().substring(0, point), entry.name());
        return whole * HERTZ_PER_MEGAHERTZ
                + entry.line().decimal(entry.value().substring(point + 1), entry.name()) * 1000;
    }
}
