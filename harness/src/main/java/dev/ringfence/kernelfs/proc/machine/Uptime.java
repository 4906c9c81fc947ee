package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * {@code /proc/uptime}: {@code uptime_proc_show} in fs/proc/uptime.c. Two numbers of seconds.
 *
 * @param up since boot
 * @param idle what all processors together did nothing
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_uptime.5.html">proc_uptime(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Uptime(Duration up, Duration idle) {

    /** Reads for how long the machine has been up. */
    public static Reading<Uptime> read(Path proc) {
        return KernelFiles.parse(proc.resolve("uptime"), Uptime::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static Uptime parse(String file, String text) {
        KernelText.Line line = KernelText.wholeLines(file, text).get(0);
        KernelFields fields = line.each();
        Duration up = Hundredths.seconds(line, fields.next("uptime"), "uptime");
        Duration idle = Hundredths.seconds(line, fields.next("idle"), "idle");
        fields.end();
        return new Uptime(up, idle);
    }
}
