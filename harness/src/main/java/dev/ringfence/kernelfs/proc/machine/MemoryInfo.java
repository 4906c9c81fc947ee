package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * {@code /proc/meminfo}: {@code meminfo_proc_show} in fs/proc/meminfo.c. A name and a number of kibibytes in each line; of huge
 * pages how many there are.
 *
 * @param totalBytes {@code MemTotal}: what the kernel can use
 * @param freeBytes {@code MemFree}: what is used for nothing
 * @param availableBytes {@code MemAvailable}: what programs could have without swapping, estimated
 * @param bufferBytes {@code Buffers}
 * @param cachedBytes {@code Cached}
 * @param sharedBytes {@code Shmem}
 * @param reclaimableBytes {@code SReclaimable}: memory of the kernel's own that it can give up
 * @param swapTotalBytes {@code SwapTotal}: 0 where there is no swap
 * @param swapFreeBytes {@code SwapFree}
 * @param furtherBytes all other lines that are in kibibytes, by their names
 * @param furtherCounts all other lines
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_meminfo.5.html">proc_meminfo(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MemoryInfo(
        long totalBytes,
        long freeBytes,
        Reading<Long> availableBytes,
        long bufferBytes,
        long cachedBytes,
        Reading<Long> sharedBytes,
        Reading<Long> reclaimableBytes,
        long swapTotalBytes,
        long swapFreeBytes,
        Map<String, Long> furtherBytes,
        Map<String, Long> furtherCounts) {

    public MemoryInfo {
        furtherBytes = Collections.unmodifiableMap(new LinkedHashMap<>(furtherBytes));
        furtherCounts = Collections.unmodifiableMap(new LinkedHashMap<>(furtherCounts));
    }

    /** Reads how the memory of the machine is used. */
    public static Reading<MemoryInfo> read(Path proc) {
        return KernelFiles.parse(proc.resolve("meminfo"), MemoryInfo::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static MemoryInfo parse(String file, String text) {
        KernelEntries lines = KernelEntries.ofColons(file, KernelText.wholeLines(file, text));
        long total = bytes(lines, "MemTotal");
        long free = bytes(lines, "MemFree");
        Reading<Long> available = lines.take("MemAvailable", Entry::bytesOfKilobytes);
        long buffers = bytes(lines, "Buffers");
        long cached = bytes(lines, "Cached");
        Reading<Long> shared = lines.take("Shmem", Entry::bytesOfKilobytes);
        Reading<Long> reclaimable = lines.take("SReclaimable", Entry::bytesOfKilobytes);
        long swapTotal = bytes(lines, "SwapTotal");
        long swapFree = bytes(lines, "SwapFree");
        Map<String, Long> furtherBytes = new LinkedHashMap<>();
        Map<String, Long> furtherCounts = new LinkedHashMap<>();
        lines.all(entry -> entry).forEach((name, entry) -> {
            if (entry.value().endsWith(" kB")) furtherBytes.put(name, entry.bytesOfKilobytes());
            else furtherCounts.put(name, entry.unsigned());
        });
        return new MemoryInfo(
                total,
                free,
                available,
                buffers,
                cached,
                shared,
                reclaimable,
                swapTotal,
                swapFree,
                furtherBytes,
                furtherCounts);
    }

    private static long bytes(KernelEntries lines, String name) {
        return lines.take(name).bytesOfKilobytes();
    }
}
