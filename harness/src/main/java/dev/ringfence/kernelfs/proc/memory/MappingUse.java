package dev.ringfence.kernelfs.proc.memory;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A mapping and how it is used, of {@code smaps}: {@code show_smap} in fs/proc/task_mmu.c. A row as in {@code maps}, then a
 * line for each number, each with a name.
 *
 * @param mapping the row
 * @param pageBytes {@code KernelPageSize}
 * @param use of its pages
 * @param flags {@code VmFlags}: two letters each, such as {@code rd}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html">proc_pid_smaps(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MappingUse(Mapping mapping, long pageBytes, PageUse use, Reading<List<String>> flags) {

    /** Reads all mappings of a process, which takes the kernel milliseconds; none of what has no memory of its own. */
    public static Reading<List<MappingUse>> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("smaps"), MappingUse::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<MappingUse> parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.anyLines(file, text);
        List<MappingUse> mappings = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int end = at + 1;
            while (end < lines.size() && !isRow(lines.get(end))) end++;
            mappings.add(of(lines.get(at), KernelEntries.ofColons(file, lines.subList(at + 1, end))));
            at = end;
        }
        return mappings;
    }

    private static boolean isRow(KernelText.Line line) {
        int blank = line.text().indexOf(' ');
        return blank > 0 && line.text().charAt(blank - 1) != ':';
    }

    private static MappingUse of(KernelText.Line row, KernelEntries lines) {
        Mapping mapping = Mapping.parse(row);
        KernelEntries.Entry size = lines.take("Size");
        if (size.bytesOfKilobytes() != mapping.sizeBytes())
            throw size.line().error("Size", "it is not that of the row");
        Reading<List<String>> flags = lines.take("VmFlags", MappingUse::words);
        return new MappingUse(mapping, lines.take("KernelPageSize").bytesOfKilobytes(), PageUse.of(lines), flags);
    }

    private static List<String> words(KernelEntries.Entry entry) {
        List<String> words = new ArrayList<>();
        KernelFields fields = entry.fields();
        while (fields.hasNext()) words.add(fields.next("VmFlags"));
        return List.copyOf(words);
    }
}
