package dev.ringfence.assertions.error;

import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.text.EventText;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence of a number of calls: the first ten of them, with the time into the window, the thread, the arguments
 * and the result.
 */
final class CallLines {
    private CallLines() {}

    /**
     * Returns the lines.
     *
     * @param events those that were kept
     * @param count how many there were
     */
    static List<String> of(Recording recording, List<TraceEvent> events, long count) {
        List<String> lines = new ArrayList<>(of(recording.startNanos(), events));
        long more = count - lines.size();
        if (more > 0) lines.add("  ... and " + more + " more");
        return lines;
    }

    /** Returns the lines of the first ten events. */
    static List<String> of(long startNanos, List<TraceEvent> events) {
        List<TraceEvent> shown = events.stream().limit(Layout.EVIDENCE).toList();
        return EventText.lines(shown, startNanos).stream()
                .map(line -> "  " + line)
                .toList();
    }
}
