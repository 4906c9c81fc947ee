package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelEntries.Entry;
import dev.ringfence.kernelfs.Reading;
import org.apiguardian.api.API;

/**
 * The memory of a process as {@code status} counts it: {@code task_mem} in fs/proc/task_mmu.c. What is resident is inexact,
 * because threads count by themselves at first.
 *
 * @param peakSizeBytes {@code VmPeak}, of the address space
 * @param sizeBytes {@code VmSize}
 * @param lockedBytes {@code VmLck}
 * @param pinnedBytes {@code VmPin}
 * @param peakResidentBytes {@code VmHWM}
 * @param residentBytes {@code VmRSS}
 * @param residentAnonymousBytes {@code RssAnon}
 * @param residentFileBytes {@code RssFile}
 * @param residentSharedBytes {@code RssShmem}
 * @param dataBytes {@code VmData}
 * @param stackBytes {@code VmStk}
 * @param codeBytes {@code VmExe}
 * @param libraryBytes {@code VmLib}
 * @param pageTableBytes {@code VmPTE}
 * @param swappedBytes {@code VmSwap}
 * @param hugePageBytes {@code HugetlbPages}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StatusMemory(
        long peakSizeBytes,
        long sizeBytes,
        long lockedBytes,
        Reading<Long> pinnedBytes,
        long peakResidentBytes,
        long residentBytes,
        Reading<Long> residentAnonymousBytes,
        Reading<Long> residentFileBytes,
        Reading<Long> residentSharedBytes,
        long dataBytes,
        long stackBytes,
        long codeBytes,
        long libraryBytes,
        long pageTableBytes,
        Reading<Long> swappedBytes,
        Reading<Long> hugePageBytes) {

    static Reading<StatusMemory> of(KernelEntries lines) {
        if (!lines.has("VmSize")) return new Reading.Absent<>("it has no memory of its own");
        return new Reading.Value<>(new StatusMemory(
                bytes(lines, "VmPeak"),
                bytes(lines, "VmSize"),
                bytes(lines, "VmLck"),
                optional(lines, "VmPin"),
                bytes(lines, "VmHWM"),
                bytes(lines, "VmRSS"),
                optional(lines, "RssAnon"),
                optional(lines, "RssFile"),
                optional(lines, "RssShmem"),
                bytes(lines, "VmData"),
                bytes(lines, "VmStk"),
                bytes(lines, "VmExe"),
                bytes(lines, "VmLib"),
                bytes(lines, "VmPTE"),
                optional(lines, "VmSwap"),
                optional(lines, "HugetlbPages")));
    }

    private static long bytes(KernelEntries lines, String name) {
        return lines.take(name).bytesOfKilobytes();
    }

    private static Reading<Long> optional(KernelEntries lines, String name) {
        return lines.take(name, Entry::bytesOfKilobytes);
    }
}
