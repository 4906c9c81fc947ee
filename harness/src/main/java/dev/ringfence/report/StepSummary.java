package dev.ringfence.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The file to which steps of a build on GitHub append Markdown. What is longer than 1 MiB is not shown at all ("Workflow
 * commands for GitHub Actions, step isolation and limits"), so what does not fit is left out, and that is said.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StepSummary {
    /** As much as is shown, of all that one step appends. */
    public static final long LIMIT = 1 << 20;

    private StepSummary() {}

    /**
     * Appends parts, as far as they fit.
     *
     * @param whole where all parts can be read, for the note that some are left out
     * @return how many parts were left out
     */
    public static int append(Path file, List<String> parts, String whole) throws IOException {
        long there = Files.exists(file) ? Files.size(file) : 0;
        Fitting fitting = Fitting.of(parts, LIMIT - there, whole);
        Files.writeString(file, fitting.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return fitting.omitted();
    }

    /**
     * What fits.
     *
     * @param text the parts that fit, with a note where some do not
     * @param omitted how many do not
     */
    record Fitting(String text, int omitted) {

        /** Fits parts into so many bytes. A part that is too long does not keep shorter ones behind it away. */
        static Fitting of(List<String> parts, long bytes, String whole) {
            String all = String.join("\n", parts) + "\n";
            if (bytes(all) <= bytes) return new Fitting(all, 0);
            // The note grows with the number in it, to as many digits as there are parts at most.
            long left = bytes - bytes(note(parts.size(), whole));
            StringBuilder text = new StringBuilder();
            int omitted = 0;
            for (String part : parts) {
                long length = bytes(part) + 1;
                if (length <= left) {
                    text.append(part).append('\n');
                    left -= length;
                } else {
                    omitted++;
                }
            }
            String note = note(omitted, whole);
            boolean fits = bytes(text.toString()) + bytes(note) <= bytes;
            return new Fitting(fits ? text + note : text.toString(), omitted);
        }

        private static String note(int omitted, String whole) {
            return "\n**Cut here**: " + omitted + (omitted == 1 ? " part does" : " parts do")
                    + " not fit into the 1 MiB that is shown. All of it is in " + Markdown.code(whole) + ".\n";
        }

        private static long bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
