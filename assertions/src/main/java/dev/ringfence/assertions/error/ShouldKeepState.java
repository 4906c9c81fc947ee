package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** What {@code /proc} says after a window is not what it should be. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldKeepState {
    private ShouldKeepState() {}

    /**
     * Returns the message.
     *
     * @param recording the recording
     * @param expectation what was expected, such as {@code to keep its limits}
     * @param found what was found instead, such as {@code 1 changed}
     * @param findings the evidence
     * @param allowing how to allow what has these names
     * @param selector what selects the test alone, if it is known
     * @param position where it is asserted, said where no place of a finding is known
     */
    public static ErrorMessageFactory shouldKeepState(
            Recording recording,
            String expectation,
            String found,
            List<StateFinding> findings,
            Function<List<String>, String> allowing,
            Optional<String> selector,
            Optional<String> position) {
        return message(
                "Expecting " + recording.name() + " " + expectation + ", but " + found + ":",
                recording,
                findings,
                allowing,
                selector,
                position);
    }

    /**
     * Returns the message for what may be somebody else's doing.
     *
     * @param recording the recording
     * @param subject what cannot be told, such as {@code whether starts() kept what is mounted}
     * @param reason why, and what was found
     * @param findings the evidence
     * @param allowing how to allow what has these names
     * @param selector what selects the test alone, if it is known
     */
    public static ErrorMessageFactory shouldKnowWhose(
            Recording recording,
            String subject,
            String reason,
            List<StateFinding> findings,
            Function<List<String>, String> allowing,
            Optional<String> selector) {
        return message(
                "cannot tell " + subject + ": " + reason + ":",
                recording,
                findings,
                allowing,
                selector,
                Optional.empty());
    }

    private static ErrorMessageFactory message(
            String first,
            Recording recording,
            List<StateFinding> findings,
            Function<List<String>, String> allowing,
            Optional<String> selector,
            Optional<String> position) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        lines.add("");
        for (StateFinding finding : findings.subList(0, Math.min(findings.size(), Layout.EVIDENCE))) {
            lines.add("  " + finding.text());
            lines.addAll(CallLines.below(recording, finding.by()));
        }
        if (findings.size() > Layout.EVIDENCE) lines.add("  ... and " + (findings.size() - Layout.EVIDENCE) + " more");
        lines.add("");
        boolean isPlaced = findings.stream().anyMatch(finding -> !finding.by().isEmpty());
        if (!isPlaced) position.ifPresent(at -> lines.add(Layout.labelled("asserted at", at)));
        List<String> names =
                findings.stream().map(finding -> finding.names().get(0)).toList();
        lines.add(Layout.labelled("allow it", allowing.apply(GlobSuggestion.ofTexts(names))));
        selector.map(Layout::reproducing).ifPresent(lines::add);
        return new TextMessage(String.join("\n", lines));
    }
}
