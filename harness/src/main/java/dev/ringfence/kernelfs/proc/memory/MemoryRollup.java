package dev.ringfence.kernelfs.proc.memory;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.TaskDirectory;
import java.util.List;
import org.apiguardian.api.API;

/**
 * {@code smaps_rollup}, from Linux 4.14 on: {@code show_smaps_rollup} in fs/proc/task_mmu.c. A row over all mappings, then
 * the sums of their lines.
 *
 * @param range from the first mapping to the last
 * @param proportionalAnonymousBytes {@code Pss_Anon}
 * @param proportionalFileBytes {@code Pss_File}
 * @param proportionalSharedBytes {@code Pss_Shmem}
 * @param use of all pages
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html">proc_pid_smaps(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MemoryRollup(
        Mapping range,
        Reading<Long> proportionalAnonymousBytes,
        Reading<Long> proportionalFileBytes,
        Reading<Long> proportionalSharedBytes,
        PageUse use) {

    /** Reads the sums over all mappings of a process; absent of what has no memory of its own. */
    public static Reading<MemoryRollup> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("smaps_rollup"), MemoryRollup::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static MemoryRollup parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        KernelEntries entries = KernelEntries.ofColons(file, lines.subList(1, lines.size()));
        return new MemoryRollup(
                Mapping.parse(lines.get(0)),
                entries.take("Pss_Anon", Entry::bytesOfKilobytes),
                entries.take("Pss_File", Entry::bytesOfKilobytes),
                entries.take("Pss_Shmem", Entry::bytesOfKilobytes),
                PageUse.of(entries));
    }
}
