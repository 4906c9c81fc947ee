package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A line of {@code /proc/filesystems}: {@code filesystems_proc_show} in fs/filesystems.c. {@code nodev} or nothing, a tab, a
 * name.
 *
 * @param name such as {@code ext4}
 * @param needsDevice whether it is mounted from a block device
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_filesystems.5.html">proc_filesystems(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FileSystemType(String name, boolean needsDevice) {
    private static final String NO_DEVICE = "nodev\t";

    /** Reads the types that the kernel has now; more may come with modules. */
    public static Reading<List<FileSystemType>> read(Path proc) {
        return KernelFiles.parse(proc.resolve("filesystems"), FileSystemType::parse);
    }

    static List<FileSystemType> parse(String file, String text) {
        List<FileSystemType> types = new ArrayList<>();
        for (KernelText.Line line : KernelText.wholeLines(file, text)) {
            boolean without = line.text().startsWith(NO_DEVICE);
            if (!without && !line.text().startsWith("\t"))
                throw line.error("nodev", "expected it or nothing, and a tab");
            KernelFields fields = line.eachFrom(without ? NO_DEVICE.length() : 1);
            types.add(new FileSystemType(fields.next("name"), !without));
            fields.end();
        }
        return types;
    }
}
