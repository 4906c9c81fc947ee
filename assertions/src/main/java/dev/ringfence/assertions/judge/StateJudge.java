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
import java.util.List;
import org.apiguardian.api.API;
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
     * @throws CannotTellError if what it needs was not captured, or could not be read
     */
    public static long judge(Recording recording, StateRule rule, List<Allowance> allowances, Asker asker) {
        WindowStates states = new Guard(recording, asker.info()).captured(rule.needs());
        Reading<List<StateFinding>> found = rule.find(recording, states);
        if (!(found instanceof Reading.Value<List<StateFinding>> known))
            throw new CannotTellError(TextMessage.of(
                    ShouldBeCaptured.shouldBeKnown(rule.subject(recording), found.fault()), asker.info()));
        List<StateFinding> refused = known.read().stream()
                .filter(finding -> !finding.isAllowedBy(allowances))
                .toList();
        if (!refused.isEmpty()) throw failure(recording, rule, refused, asker);
        return (long) known.read().size() - refused.size();
    }

    private static AssertionFailedError failure(
            Recording recording, StateRule rule, List<StateFinding> refused, Asker asker) {
        String message = TextMessage.of(
                ShouldKeepState.shouldKeepState(
                        recording,
                        rule.expectation(),
                        rule.found(refused.size()),
                        refused,
                        asker.allowing(),
                        asker.selector().get(),
                        asker.position().get()),
                asker.info());
        return refused.stream()
                .flatMap(finding -> finding.by().stream())
                .flatMap(call -> CalledHere.of(recording, call).stream())
                .findFirst()
                .map(cause -> new AssertionFailedError(message, cause))
                .orElseGet(() -> new AssertionFailedError(message));
    }
}
