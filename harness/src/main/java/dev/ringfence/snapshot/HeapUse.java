package dev.ringfence.snapshot;

import dev.ringfence.hotspot.HeapRange;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.memory.Mapping;
import dev.ringfence.kernelfs.proc.memory.MappingUse;
import dev.ringfence.kernelfs.proc.memory.PageUse;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How much of a virtual machine is in main memory, huge pages included: the sums over its mappings within the addresses of its
 * heap, and over all others.
 *
 * @param heapBytes of the Java heap, which has garbage in it, too
 * @param nativeBytes of all else: stacks, compiled code, classes, direct buffers, what the collector keeps beside the heap,
 *     libraries and other mapped files
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HeapUse(long heapBytes, long nativeBytes) {

    static Reading<HeapUse> of(HeapRange heap, List<MappingUse> mappings) {
        if (mappings.isEmpty()) return new Reading.Absent<>("it has no memory of its own");
        long inHeap = 0;
        long outside = 0;
        long end = 0;
        for (MappingUse each : mappings) {
            Mapping mapping = each.mapping();
            // The file takes several reads: a mapping that grows between two of them is in both.
            if (Long.compareUnsigned(mapping.start(), end) < 0)
                return new Reading.Absent<>("the mappings changed while they were read: one begins at "
                        + Long.toHexString(mapping.start()) + ", before the end of the one before it");
            end = mapping.end();
            long resident = resident(each.use());
            if (heap.contains(mapping.start(), mapping.end())) inHeap += resident;
            else if (resident == 0 || !heap.overlaps(mapping.start(), mapping.end())) outside += resident;
            else
                return new Reading.Absent<>("the kernel has merged a mapping of the heap with one beside it: "
                        + Long.toHexString(mapping.start()) + "-" + Long.toHexString(mapping.end()));
        }
        return new Reading.Value<>(new HeapUse(inHeap, outside));
    }

    /** The kernel does not count huge pages of hugetlbfs as resident. */
    private static long resident(PageUse use) {
        return use.residentBytes()
                + use.sharedHugetlbBytes().value().orElse(0L)
                + use.privateHugetlbBytes().value().orElse(0L);
    }
}
