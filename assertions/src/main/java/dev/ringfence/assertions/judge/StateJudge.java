package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CalledHere;
import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.ShouldBeCaptured;
import dev.ringfence.assertions.error.ShouldKeepState;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.StateFinding;
import dev.ringfence.assertions.rule.StateRule;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.WindowStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.error.ErrorMessageFactory;
import org.opentest4j.AssertionFailedError;

/** Judges what {@code /proc} says at both ends of a window. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StateJudge {
    private StateJudge() {}

    /**
     * Fails if the rule was broken.
     *
     * @return how often it was broken by what is allowed
     * @throws AssertionFailedError with what broke it
     * @throws CannotTellError if what it needs was not captured, or could not be read, or may be somebody else's doing
     */
    public static long judge(Recording recording, StateRule rule, List<Allowance> allowances, Asker asker) {
        WindowStates states = new Guard(recording, asker.info()).captured(rule.needs());
        List<StateFinding> refused = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        long allowed = 0;
        for (Reading<List<StateFinding>> found : rule.find(recording, states)) {
            if (!(found instanceof Reading.Value<List<StateFinding>>)) unknown.add(found.fault());
            for (StateFinding finding : found.value().orElse(List.of())) {
                if (finding.isAllowedBy(allowances)) allowed++;
                else refused.add(finding);
            }
        }
        if (!refused.isEmpty()) throw failure(recording, rule, refused, asker);
        if (!unknown.isEmpty())
            throw new CannotTellError(TextMessage.of(
                    ShouldBeCaptured.shouldBeKnown(rule.subject(recording), unknown.get(0)), asker.info()));
        return allowed;
    }

    private static AssertionFailedError failure(
            Recording recording, StateRule rule, List<StateFinding> refused, Asker asker) {
        Optional<String> excuse = rule.excuse(recording);
        ErrorMessageFactory message = excuse.map(reason -> ShouldKeepState.shouldKnowWhose(
                        recording,
                        rule.subject(recording),
                        rule.found(refused.size()) + ", and " + reason,
                        refused,
                        asker.allowing(),
                        asker.selector().get()))
                .orElseGet(() -> ShouldKeepState.shouldKeepState(
                        recording,
                        rule.expectation(),
                        rule.found(refused.size()),
                        refused,
                        asker.allowing(),
                        asker.selector().get(),
                        asker.position().get()));
        String text = TextMessage.of(message, asker.info());
        if (excuse.isPresent()) return new CannotTellError(text);
        return refused.stream()
                .flatMap(finding -> finding.by().stream())
                .flatMap(call -> CalledHere.of(recording, call).stream())
                .findFirst()
                .map(cause -> new AssertionFailedError(text, cause))
                .orElseGet(() -> new AssertionFailedError(text));
    }
}
