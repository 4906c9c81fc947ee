package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * {@code /proc/interrupts} and {@code /proc/softirqs}: {@code show_interrupts} in kernel/irq/proc.c, {@code show_softirqs} in
 * fs/proc/softirqs.c. A line of processors, then for each interrupt its name, a colon, a number for each processor, and what it
 * is. Two errors of the machine, {@code ERR} and {@code MIS}, have one number.
 *
 * @param processors their numbers, in the order of the columns
 * @param rows by their names, such as {@code 24} or {@code LOC}, in the order of the file
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_interrupts.5.html">proc_interrupts(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record InterruptTable(List<Integer> processors, Map<String, Row> rows) {
    private static final String PROCESSOR = "CPU";

    public InterruptTable {
        processors = List.copyOf(processors);
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /**
     * An interrupt.
     *
     * @param counts one for each processor, unsigned; of errors one for all
     * @param description what it is, such as {@code IO-APIC 4-edge ttyS0}; empty of soft interrupts
     */
    public record Row(List<Long> counts, String description) {
        public Row {
            counts = List.copyOf(counts);
        }
    }

    /** Reads the interrupts since boot. */
    public static Reading<InterruptTable> read(Path proc) {
        return KernelFiles.parse(proc.resolve("interrupts"), InterruptTable::parse);
    }

    /** Reads the soft interrupts since boot. */
    public static Reading<InterruptTable> readSoft(Path proc) {
        return KernelFiles.parse(proc.resolve("softirqs"), InterruptTable::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static InterruptTable parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        List<Integer> processors = new ArrayList<>();
        KernelFields header = lines.get(0).each();
        while (header.hasNext()) processors.add(processor(lines.get(0), header.next(PROCESSOR)));
        if (processors.isEmpty()) throw lines.get(0).error(PROCESSOR, "there is none");
        Map<String, Row> rows = new LinkedHashMap<>();
        for (KernelText.Line line : lines.subList(1, lines.size())) {
            int colon = line.text().indexOf(':');
            if (colon < 0) throw line.error("name", "expected it and a colon");
            String name = line.text().substring(0, colon).strip();
            if (rows.put(name, row(line, colon + 1, processors.size())) != null)
                throw line.error(name, "there is another line of this name");
        }
        return new InterruptTable(processors, rows);
    }

    private static int processor(KernelText.Line line, String text) {
        if (!text.startsWith(PROCESSOR)) throw line.error(PROCESSOR, "expected CPU0 and the like");
        return line.decimalInt(text.substring(PROCESSOR.length()), PROCESSOR);
    }

    private static Row row(KernelText.Line line, int from, int processors) {
        KernelFields fields = line.eachFrom(from);
        List<Long> counts = new ArrayList<>();
        counts.add(fields.unsigned("count"));
        while (counts.size() < processors && fields.hasNext()) counts.add(fields.unsigned("count"));
        String description = fields.restBehindBlanks().strip().replaceAll(" +", " ");
        if (counts.size() < processors && counts.size() > 1)
            throw line.error("count", "there are " + counts.size() + " for " + processors + " processors");
        return new Row(counts, description);
    }
}
