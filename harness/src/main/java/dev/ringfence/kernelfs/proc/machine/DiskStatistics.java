package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.DeviceNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A row of {@code /proc/diskstats}: {@code diskstats_show} in block/genhd.c. Fields: major, minor, name; reads, reads merged,
 * sectors read, milliseconds; the same of writes; requests under way, milliseconds with any, milliseconds weighted by their
 * number; from Linux 4.18 on the four of discards; from 5.5 on flushes and milliseconds. Sectors are of 512 bytes. Numbers of
 * requests are unsigned; they and times only grow.
 *
 * @param name such as {@code vda1}
 * @param underWay how many requests have not been answered
 * @param busy time in which there was any
 * @param weighted the sum of the times of all requests
 * @see <a href="https://www.kernel.org/doc/html/latest/admin-guide/iostats.html">iostats</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record DiskStatistics(
        DeviceNumber device,
        String name,
        Requests reads,
        Requests writes,
        long underWay,
        Duration busy,
        Duration weighted,
        Reading<Requests> discards,
        Reading<Flushes> flushes) {
    private static final long SECTOR_BYTES = 512;

    /**
     * Requests of one kind.
     *
     * @param completed how many
     * @param merged how many were put together with another
     * @param bytes how much
     * @param time that they took together
     */
    public record Requests(long completed, long merged, long bytes, Duration time) {}

    /** Requests to write what the device holds back. */
    public record Flushes(long completed, Duration time) {}

    /** Reads what was read from and written to each block device and partition. */
    public static Reading<List<DiskStatistics>> read(Path proc) {
        return KernelFiles.parse(proc.resolve("diskstats"), DiskStatistics::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<DiskStatistics> parse(String file, String text) {
        List<DiskStatistics> disks = new ArrayList<>();
        for (KernelText.Line line : KernelText.anyLines(file, text)) disks.add(parse(line));
        return disks;
    }

    private static DiskStatistics parse(KernelText.Line line) {
        KernelFields fields = line.each();
        DeviceNumber device = DeviceNumber.ofDecimal(line, fields.next("major") + ":" + fields.next("minor"));
        String name = fields.next("name");
        Requests reads = requests(line, fields, "read");
        Requests writes = requests(line, fields, "written");
        long underWay = fields.unsigned("in flight");
        Duration busy = millis(fields, "io ticks");
        Duration weighted = millis(fields, "time in queue");
        Reading<Requests> discards = fields.hasNext()
                ? new Reading.Value<>(requests(line, fields, "discarded"))
                : new Reading.Absent<>("this kernel does not count discards");
        Reading<Flushes> flushes = fields.hasNext()
                ? new Reading.Value<>(new Flushes(fields.unsigned("flushes"), millis(fields, "flushing ms")))
                : new Reading.Absent<>("this kernel does not count flushes");
        return new DiskStatistics(device, name, reads, writes, underWay, busy, weighted, discards, flushes);
    }

    private static Requests requests(KernelText.Line line, KernelFields fields, String kind) {
        long completed = fields.unsigned("requests " + kind);
        long merged = fields.unsigned("merged " + kind);
        long sectors = fields.decimal("sectors " + kind);
        if (sectors > Long.MAX_VALUE / SECTOR_BYTES) throw line.error("sectors " + kind, sectors + " is too large");
        return new Requests(completed, merged, sectors * SECTOR_BYTES, millis(fields, "ms " + kind));
    }

    private static Duration millis(KernelFields fields, String name) {
        return Duration.ofMillis(fields.decimal(name));
    }
}
