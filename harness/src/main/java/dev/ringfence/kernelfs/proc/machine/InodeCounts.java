package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * {@code /proc/sys/fs/inode-nr}: {@code proc_nr_inodes} in fs/inode.c. Two numbers, inexact as those of
 * {@link FileCounts}.
 *
 * @param inMemory how many inodes the kernel keeps, unsigned
 * @param unused of these, unsigned
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_sys_fs.5.html">proc_sys_fs(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record InodeCounts(long inMemory, long unused) {

    /** Reads how many inodes there are. */
    public static Reading<InodeCounts> read(Path proc) {
        return KernelFiles.parse(proc.resolve("sys/fs/inode-nr"), InodeCounts::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static InodeCounts parse(String file, String text) {
        KernelFields fields = KernelText.wholeLines(file, text).get(0).each();
        long inodes = fields.unsigned("nr_inodes");
        long unused = fields.unsigned("nr_unused");
        fields.end();
        return new InodeCounts(inodes, unused);
    }
}
