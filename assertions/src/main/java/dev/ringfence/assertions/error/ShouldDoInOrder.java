package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Place;
import dev.ringfence.assertions.evidence.Step;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.text.EventText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** Steps were not done in order. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldDoInOrder {
    private static final String PLACE_INDENT = "     ";

    private ShouldDoInOrder() {}

    /**
     * Returns the message.
     *
     * @param recording the recording
     * @param expectation what was expected, such as {@code to do 4 steps in order}
     * @param found what is wrong, such as {@code step 2 is missing}
     * @param steps what became of each
     * @param allowing how to allow it
     * @param selector what selects the test alone, if it is known
     */
    public static ErrorMessageFactory shouldDoInOrder(
            Recording recording,
            String expectation,
            String found,
            List<Step> steps,
            String allowing,
            Optional<String> selector) {
        List<String> lines = new ArrayList<>();
        lines.add("Expecting " + recording.name() + " " + expectation + ", but " + found + ":");
        lines.add("");
        lines.addAll(lines(recording, steps));
        lines.add("");
        lines.add(Layout.labelled("allow it", allowing));
        selector.map(Layout::reproducing).ifPresent(lines::add);
        return new TextMessage(String.join("\n", lines));
    }

    /** A line for each step: its number, what it is, what is wrong with it, and the call that did it; below it where. */
    private static List<String> lines(Recording recording, List<Step> steps) {
        List<TraceEvent> events = steps.stream()
                .flatMap(step -> step.sighting().stream())
                .map(sighting -> sighting.event())
                .toList();
        List<String> texts = EventText.lines(events, recording.startNanos());
        List<List<String>> rows = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String call = step.sighting().isPresent() ? texts.get(next++) : "";
            rows.add(List.of(String.valueOf(i + 1), step.label(), step.state().toString(), call));
        }
        boolean allDone = steps.stream().allMatch(Step::isDone);
        List<String> aligned = Layout.aligned(rows, "  ", "  ", allDone ? "" : "  ");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < aligned.size(); i++) {
            lines.add("  " + aligned.get(i).stripTrailing());
            steps.get(i)
                    .sighting()
                    .flatMap(sighting -> Place.of(recording, sighting.event()))
                    .ifPresent(place -> place.lines().forEach(line -> lines.add(PLACE_INDENT + line)));
        }
        return lines;
    }
}
