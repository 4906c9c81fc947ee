package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * {@code /proc/pressure/cpu}, {@code memory} and {@code io}, from Linux 4.20 on: {@code psi_show} in kernel/sched/psi.c. A line
 * {@code some} and a line {@code full}: averages in percent, the sum in microseconds.
 *
 * @param some time in which some thread waited for the resource
 * @param full time in which all did; absent of processors before Linux 5.13
 * @see <a href="https://www.kernel.org/doc/html/latest/accounting/psi.html">psi</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Pressure(Stall some, Reading<Stall> full) {
    private static final long NANOS_PER_MICRO = 1000;

    /** What threads wait for. */
    public enum Resource {
        CPU,
        MEMORY,
        IO
    }

    /**
     * How long was waited.
     *
     * @param tenSeconds percent of the last ten seconds, and so on
     * @param total since boot
     */
    public record Stall(double tenSeconds, double oneMinute, double fiveMinutes, Duration total) {}

    /** Reads how much is waited for a resource; absent where the kernel does not measure it. */
    public static Reading<Pressure> read(Path proc, Resource resource) {
        return KernelFiles.parse(proc.resolve("pressure/" + resource.name().toLowerCase(Locale.ROOT)), Pressure::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static Pressure parse(String file, String text) {
        var lines = KernelText.wholeLines(file, text);
        Stall some = stall(lines.get(0), "some");
        if (lines.size() == 1) return new Pressure(some, new Reading.Absent<>(file + " has no line full"));
        return new Pressure(some, new Reading.Value<>(stall(lines.get(1), "full")));
    }

    private static Stall stall(KernelText.Line line, String kind) {
        KernelFields fields = line.each().expect(kind, "kind");
        double ten = Hundredths.number(line, value(fields, "avg10"), "avg10");
        double sixty = Hundredths.number(line, value(fields, "avg60"), "avg60");
        double threeHundred = Hundredths.number(line, value(fields, "avg300"), "avg300");
        long micros = line.decimal(value(fields, "total"), "total");
        if (micros > Long.MAX_VALUE / NANOS_PER_MICRO) throw line.error("total", micros + " is too large");
        fields.end();
        return new Stall(ten, sixty, threeHundred, Duration.ofNanos(micros * NANOS_PER_MICRO));
    }

    private static String value(KernelFields fields, String name) {
        String field = fields.next(name);
        if (!field.startsWith(name + "=")) throw fields.error(name, "expected it but it is \"" + field + "\"");
        return field.substring(name.length() + 1);
    }
}
