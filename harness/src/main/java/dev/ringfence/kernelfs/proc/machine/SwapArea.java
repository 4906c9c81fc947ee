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
 * A row of {@code /proc/swaps}: {@code swap_show} in mm/swapfile.c. Fields: path with escapes, type, size and use in kibibytes,
 * priority.
 *
 * @param path of the file or device
 * @param type {@code partition} or {@code file}
 * @param sizeBytes of the area
 * @param usedBytes of these
 * @param priority the higher the sooner used; negative where nobody chose it
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_swaps.5.html">proc_swaps(5)</a>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SwapArea(String path, String type, long sizeBytes, long usedBytes, int priority) {

    /** Reads the areas; none where there is no swap. */
    public static Reading<List<SwapArea>> read(Path proc) {
        return KernelFiles.parse(proc.resolve("swaps"), SwapArea::parse);
    }

    /** Parses the text of the file; throws a {@link dev.ringfence.kernelfs.KernelTextException} where it is not as its format says. */
    public static List<SwapArea> parse(String file, String text) {
        List<KernelText.Line> lines = KernelText.wholeLines(file, text);
        lines.get(0).each().expect("Filename", "header").expect("Type", "header");
        List<SwapArea> areas = new ArrayList<>();
        for (KernelText.Line line : lines.subList(1, lines.size())) areas.add(parse(line));
        return areas;
    }

    private static SwapArea parse(KernelText.Line line) {
        KernelFields fields = line.each();
        String path = KernelText.unescaped(fields.next("Filename"));
        String type = fields.next("Type");
        long size = bytes(line, fields.decimal("Size"), "Size");
        long used = bytes(line, fields.decimal("Used"), "Used");
        int priority = fields.signedInt("Priority");
        fields.end();
        return new SwapArea(path, type, size, used, priority);
    }

    private static long bytes(KernelText.Line line, long kibibytes, String field) {
        if (kibibytes > Long.MAX_VALUE >> 10) throw line.error(field, kibibytes + " is too large");
        return kibibytes << 10;
    }
}
