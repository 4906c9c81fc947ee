package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.StateJudge;
import dev.ringfence.assertions.rule.StateRule;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.recording.Recording;
import java.lang.annotation.Annotation;
import java.util.function.LongConsumer;

/** A check of one rule about what {@code /proc} says. */
abstract class StateRuleCheck<A extends Annotation> extends AskedCheck<A> {
    StateRuleCheck(String name, Class<A> type) {
        super(name, type);
    }

    abstract StateRule rule();

    @Override
    final Needs needs(Asked asked) {
        return Needs.captured(rule().needs());
    }

    @Override
    final void judge(Recording recording, Asked asked, Asker asker, LongConsumer allowed) {
        allowed.accept(StateJudge.judge(recording, rule(), asked.allowances(), asker));
    }
}
