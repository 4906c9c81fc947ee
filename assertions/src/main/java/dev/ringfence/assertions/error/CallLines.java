package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Doubt;
import dev.ringfence.assertions.evidence.Place;
import dev.ringfence.assertions.evidence.Sighting;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.text.EventText;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence of a number of events: the first ten of them, with the time into the window, the thread, the arguments and
 * the result, and what else is known.
 */
final class CallLines {
    /** Of the calls that made one thing so. */
    private static final int MOST_BELOW = 3;

    private static final String PLACE_INDENT = "         ";

    private CallLines() {}

    /**
     * Returns the lines.
     *
     * @param sightings those that were kept
     * @param count how many there were
     */
    static List<String> of(Recording recording, List<Sighting> sightings, long count) {
        List<Sighting> shown = sightings.stream().limit(Layout.EVIDENCE).toList();
        List<TraceEvent> events = shown.stream().map(Sighting::event).toList();
        List<String> texts = EventText.lines(events, recording.startNanos());
        List<String> lines = new ArrayList<>();
        List<List<String>> places = places(recording, events);
        for (int i = 0; i < shown.size(); i++) {
            String note = shown.get(i).note();
            lines.add("  " + texts.get(i) + (note.isEmpty() ? "" : "   " + note));
            // Once for all that follow each other from the same place.
            if (i + 1 == shown.size() || !places.get(i).equals(places.get(i + 1))) lines.addAll(places.get(i));
        }
        long more = count - shown.size();
        if (more > 0) lines.add("  ... and " + more + " more");
        return lines;
    }

    /** Returns the lines of the first calls that made something so, below what it is. */
    static List<String> below(Recording recording, List<TraceEvent> events) {
        List<Sighting> first =
                events.stream().limit(MOST_BELOW).map(Sighting::of).toList();
        return of(recording, first, events.size()).stream()
                .map(line -> "  " + line)
                .toList();
    }

    /** Returns the lines of each event's place. Where only some are known, the others are not to seem to be of these. */
    private static List<List<String>> places(Recording recording, List<TraceEvent> events) {
        List<List<String>> places = events.stream()
                .map(event -> Place.of(recording, event).map(Place::lines).orElse(List.of()))
                .toList();
        boolean anyKnown = places.stream().anyMatch(lines -> !lines.isEmpty());
        List<String> unknown = anyKnown ? List.of("at a place that is not known") : List.of();
        return places.stream()
                .map(lines -> lines.isEmpty() ? unknown : lines)
                .map(lines -> lines.stream().map(line -> PLACE_INDENT + line).toList())
                .toList();
    }

    /** Returns the lines of the first ten events. */
    static List<String> of(long startNanos, List<TraceEvent> events) {
        List<TraceEvent> shown = events.stream().limit(Layout.EVIDENCE).toList();
        return EventText.lines(shown, startNanos).stream()
                .map(line -> "  " + line)
                .toList();
    }

    /** Returns the lines of what is in doubt, each with why. */
    static List<String> ofDoubts(Recording recording, List<Doubt> doubts, long count) {
        return of(
                recording,
                doubts.stream()
                        .map(doubt -> new Sighting(doubt.event(), doubt.reason()))
                        .toList(),
                count);
    }
}
