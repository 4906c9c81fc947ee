package dev.ringfence.assertions.error;

import dev.ringfence.assertions.evidence.Findings;
import dev.ringfence.assertions.evidence.Offence;
import dev.ringfence.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;

/** A window did what a rule forbids. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ShouldKeepRule {
    private ShouldKeepRule() {}

    /**
     * Returns the message.
     *
     * @param recording the recording
     * @param expectation what was expected, such as {@code to connect only to loopback()}
     * @param found what was found instead, such as {@code 1 connection to somebody else was tried}
     * @param findings the evidence
     * @param allowing how to allow what is named by these globs
     * @param selector what selects the test alone, if it is known
     */
    public static ErrorMessageFactory shouldKeepRule(
            Recording recording,
            String expectation,
            String found,
            Findings findings,
            Function<List<String>, String> allowing,
            Optional<String> selector) {
        List<String> lines = new ArrayList<>();
        lines.add("Expecting " + recording.name() + " " + expectation + ", but " + found + ":");
        lines.add("");
        lines.addAll(CallLines.of(
                recording, findings.offences().stream().map(Offence::sighting).toList(), findings.count()));
        lines.add("");
        lines.add(Layout.labelled("allow it", allowing.apply(GlobSuggestion.ofTexts(findings.names()))));
        selector.map(Layout::reproducing).ifPresent(lines::add);
        return new TextMessage(String.join("\n", lines));
    }
}
