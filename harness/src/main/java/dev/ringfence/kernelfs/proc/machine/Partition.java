package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.kernelfs.proc.DeviceNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A row of {@code /proc/partitions}: {@code show_partition} in block/genhd.c. A header and an empty line, then major, minor,
 * number of kibibytes, name.
 *
 * @param name such as {@code vda1}
 * @param sizeBytes in whole kibibytes
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_partitions.5.html">proc_partitions(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Partition(DeviceNumber device, String name, long sizeBytes) {

    /** Reads the block devices and their partitions; none where there are no block devices. */
    public static Reading<List<Partition>> read(Path proc) {
        return KernelFiles.parse(proc.resolve("partitions"), Partition::parse);
    }

    static List<Partition> parse(String file, String text) {
        List<Partition> partitions = new ArrayList<>();
        for (KernelText.Line line : KernelText.anyLines(file, text)) {
            if (line.number() == 1) line.each().expect("major", "header").expect("minor", "header");
            else if (line.number() > 2) partitions.add(parse(line));
            else if (!line.text().isEmpty()) throw line.error("header", "expected an empty line behind it");
        }
        return partitions;
    }

    private static Partition parse(KernelText.Line line) {
        KernelFields fields = line.each();
        DeviceNumber device = DeviceNumber.ofDecimal(line, fields.next("major") + ":" + fields.next("minor"));
        long kibibytes = fields.decimal("#blocks");
        if (kibibytes > Long.MAX_VALUE >> 10) throw line.error("#blocks", kibibytes + " is too large");
        String name = fields.next("name");
        fields.end();
        return new Partition(device, name, kibibytes << 10);
    }
}
