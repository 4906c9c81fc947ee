package dev.ringfence.kernelfs.proc;

import dev.ringfence.kernelfs.KernelEntries;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import org.apiguardian.api.API;

/**
 * {@code io}: {@code do_io_accounting} in fs/proc/base.c. Of a process, those of all its threads that live and lived. All
 * numbers are unsigned and only grow.
 *
 * @param readBytes {@code rchar}: what calls such as read(2) returned, from wherever
 * @param writtenBytes {@code wchar}
 * @param reads {@code syscr}: how many such calls
 * @param writes {@code syscw}
 * @param fetchedBytes {@code read_bytes}: what was fetched from storage
 * @param sentBytes {@code write_bytes}: what is to be written to storage
 * @param cancelledBytes {@code cancelled_write_bytes}: of these, what was cut off before
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_io.5.html">proc_pid_io(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskIo(
        long readBytes,
        long writtenBytes,
        long reads,
        long writes,
        long fetchedBytes,
        long sentBytes,
        long cancelledBytes) {

    /** Reads what a process or a thread has read and written. Only those who may trace it are told. */
    public static Reading<TaskIo> read(TaskDirectory task) {
        return KernelFiles.parse(task.file("io"), TaskIo::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static TaskIo parse(String file, String text) {
        KernelEntries lines = KernelEntries.ofColons(file, KernelText.wholeLines(file, text));
        return new TaskIo(
                lines.take("rchar").unsigned(),
                lines.take("wchar").unsigned(),
                lines.take("syscr").unsigned(),
                lines.take("syscw").unsigned(),
                lines.take("read_bytes").unsigned(),
                lines.take("write_bytes").unsigned(),
                lines.take("cancelled_write_bytes").unsigned());
    }
}
