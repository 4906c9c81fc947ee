package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * {@code /proc/loadavg}: {@code loadavg_proc_show} in fs/proc/loadavg.c. Fields: averages over 1, 5 and 15 minutes, numbers of
 * threads with a slash between, the last id.
 *
 * @param oneMinute average number of threads that run, could run or wait for a disk
 * @param runnable how many threads run or could
 * @param threads how many there are
 * @param lastId that was given to a process or thread of the namespace
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_loadavg.5.html">proc_loadavg(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LoadAverage(
        double oneMinute, double fiveMinutes, double fifteenMinutes, long runnable, long threads, int lastId) {

    /** Reads how many threads want to run. */
    public static Reading<LoadAverage> read(Path proc) {
        return KernelFiles.parse(proc.resolve("loadavg"), LoadAverage::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static LoadAverage parse(String file, String text) {
        KernelText.Line line = KernelText.wholeLines(file, text).get(0);
        KernelFields fields = line.each();
        double one = Hundredths.number(line, fields.next("1 minute"), "1 minute");
        double five = Hundredths.number(line, fields.next("5 minutes"), "5 minutes");
        double fifteen = Hundredths.number(line, fields.next("15 minutes"), "15 minutes");
        String threads = fields.next("threads");
        int slash = threads.indexOf('/');
        if (slash < 0) throw line.error("threads", "expected two numbers and a slash");
        int lastId = fields.decimalInt("last id");
        fields.end();
        return new LoadAverage(
                one,
                five,
                fifteen,
                line.decimal(threads.substring(0, slash), "threads"),
                line.decimal(threads.substring(slash + 1), "threads"),
                lastId);
    }
}
