package dev.ringfence.assertions;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.evidence.Answer;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.SeenCall;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.recording.text.EventText;
import org.assertj.core.api.Condition;

/** Which calls are meant, as a condition on one event. */
final class EventCondition extends Condition<TraceEvent> {
    private final CallRule rule;

    EventCondition(CallRule rule) {
        super("one of " + rule);
        this.rule = rule;
    }

    @Override
    public boolean matches(TraceEvent event) {
        Answer answer = rule.test(SeenCall.alone(event));
        if (answer.isYes() || answer.isNo()) return answer.isYes();
        throw new CannotTellError(
                "cannot tell whether " + EventText.what(event) + " is one of " + rule + ": " + answer.reason());
    }
}
