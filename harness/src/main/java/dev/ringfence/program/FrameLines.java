package dev.ringfence.program;

import dev.ringfence.hotspot.DumpedFrame;
import dev.ringfence.hotspot.JavaFrames;
import java.util.List;
import java.util.Locale;

/** Writes the Java frames of a call below its line, each on a line of its own, where strace writes native ones. */
final class FrameLines {
    private static final String BEFORE = " > ";

    private FrameLines() {}

    /** Appends what is known of the thread's frames, and forgets it. */
    static void append(Sheet sheet, Tracee tracee) {
        JavaFrames frames = tracee.frames;
        tracee.frames = null;
        if (frames == null || frames instanceof JavaFrames.None) return;
        StringBuilder out = sheet.text();
        String separator = "";
        for (String line : lines(frames)) {
            printable(out.append(separator).append(BEFORE), line);
            separator = "\n";
        }
        sheet.endLine();
    }

    private static List<String> lines(JavaFrames frames) {
        if (frames instanceof JavaFrames.Known known)
            return known.frames().stream().map(DumpedFrame::withoutModule).toList();
        return frames instanceof JavaFrames.Unknown unknown
                ? List.of("(no Java frames: " + unknown.reason() + ")")
                : List.of();
    }

    /** Names in class files may hold what would command a terminal. */
    private static void printable(StringBuilder out, String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isISOControl(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
    }
}
