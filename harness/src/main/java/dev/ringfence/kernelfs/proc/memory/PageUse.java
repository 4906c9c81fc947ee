package dev.ringfence.kernelfs.proc.memory;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.Reading;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How the pages of a mapping, or of all mappings, are used: {@code __show_smap} in fs/proc/task_mmu.c.
 *
 * @param residentBytes {@code Rss}
 * @param proportionalBytes {@code Pss}: each page divided by how many processes have it
 * @param proportionalDirtyBytes {@code Pss_Dirty}, from Linux 6.0 on
 * @param sharedCleanBytes {@code Shared_Clean}
 * @param sharedDirtyBytes {@code Shared_Dirty}
 * @param privateCleanBytes {@code Private_Clean}
 * @param privateDirtyBytes {@code Private_Dirty}
 * @param referencedBytes {@code Referenced}
 * @param anonymousBytes {@code Anonymous}
 * @param lazilyFreedBytes {@code LazyFree}
 * @param anonymousHugePageBytes {@code AnonHugePages}
 * @param sharedHugePageBytes {@code ShmemPmdMapped}
 * @param fileHugePageBytes {@code FilePmdMapped}
 * @param sharedHugetlbBytes {@code Shared_Hugetlb}
 * @param privateHugetlbBytes {@code Private_Hugetlb}
 * @param swappedBytes {@code Swap}
 * @param proportionalSwappedBytes {@code SwapPss}
 * @param lockedBytes {@code Locked}
 * @param further all other lines by their names
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html">proc_pid_smaps(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PageUse(
        long residentBytes,
        long proportionalBytes,
        Reading<Long> proportionalDirtyBytes,
        long sharedCleanBytes,
        long sharedDirtyBytes,
        long privateCleanBytes,
        long privateDirtyBytes,
        long referencedBytes,
        long anonymousBytes,
        Reading<Long> lazilyFreedBytes,
        Reading<Long> anonymousHugePageBytes,
        Reading<Long> sharedHugePageBytes,
        Reading<Long> fileHugePageBytes,
        Reading<Long> sharedHugetlbBytes,
        Reading<Long> privateHugetlbBytes,
        long swappedBytes,
        Reading<Long> proportionalSwappedBytes,
        Reading<Long> lockedBytes,
        Map<String, String> further) {

    public PageUse {
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }

    static PageUse of(KernelEntries lines) {
        return new PageUse(
                bytes(lines, "Rss"),
                bytes(lines, "Pss"),
                optional(lines, "Pss_Dirty"),
                bytes(lines, "Shared_Clean"),
                bytes(lines, "Shared_Dirty"),
                bytes(lines, "Private_Clean"),
                bytes(lines, "Private_Dirty"),
                bytes(lines, "Referenced"),
                bytes(lines, "Anonymous"),
                optional(lines, "LazyFree"),
                optional(lines, "AnonHugePages"),
                optional(lines, "ShmemPmdMapped"),
                optional(lines, "FilePmdMapped"),
                optional(lines, "Shared_Hugetlb"),
                optional(lines, "Private_Hugetlb"),
                bytes(lines, "Swap"),
                optional(lines, "SwapPss"),
                optional(lines, "Locked"),
                lines.rest());
    }

    private static long bytes(KernelEntries lines, String name) {
        return lines.take(name).bytesOfKilobytes();
    }

    private static Reading<Long> optional(KernelEntries lines, String name) {
        return lines.take(name, Entry::bytesOfKilobytes);
    }
}
