package dev.ringfence.kernelfs.proc.machine;

import dev.ringfence.kernelfs.KernelFields;
import dev.ringfence.kernelfs.KernelFiles;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.kernelfs.Reading;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * {@code /proc/version}: {@code linux_proc_banner} in init/version.c.
 *
 * @param release as {@code uname -r}, such as {@code 6.1.0-50-cloud-amd64}
 * @param text the whole line: also who built it, with what, and when
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_version.5.html">proc_version(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record KernelVersion(String release, String text) {
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

    /** Reads which kernel runs. */
    public static Reading<KernelVersion> read(Path proc) {
        return KernelFiles.parse(proc.resolve("version"), KernelVersion::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static KernelVersion parse(String file, String text) {
        KernelText.Line line = KernelText.wholeLines(file, text).get(0);
        KernelFields fields = line.each();
        String release =
                fields.expect("Linux", "system").expect("version", "system").next("release");
        return new KernelVersion(release, line.text());
    }

    /** Returns whether it is this version or a later one; not where the release does not begin with two numbers. */
    public boolean isAtLeast(int major, int minor) {
        Matcher matcher = NUMBERS.matcher(release);
        if (!matcher.lookingAt()) return false;
        KernelText.Line line = KernelText.line("version", release);
        int first = line.decimalInt(matcher.group(1), "major");
        return first > major || (first == major && line.decimalInt(matcher.group(2), "minor") >= minor);
    }
}
