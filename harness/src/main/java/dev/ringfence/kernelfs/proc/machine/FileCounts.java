package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * {@code /proc/sys/fs/file-nr}: {@code proc_nr_files} in fs/file_table.c. Three numbers; the second is 0. Each
 * processor counts by itself at first, so few open files may be none here.
 *
 * @param open how many open files the machine has, in all processes
 * @param limit how many it may have, {@code file-max}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_sys_fs.5.html">proc_sys_fs(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FileCounts(long open, long limit) {

    /** Reads how many files are open. */
    public static Reading<FileCounts> read(Path proc) {
        return KernelFiles.parse(proc.resolve("sys/fs/file-nr"), FileCounts::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static FileCounts parse(String file, String text) {
        KernelFields fields = KernelText.wholeLines(file, text).get(0).each();
        long allocated = fields.unsigned("allocated");
        long unused = fields.unsigned("unused");
        long limit = fields.unsigned("maximum");
        fields.end();
        return new FileCounts(allocated - unused, limit);
    }
}
