package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.RuleJudge;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.recording.Recording;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.LongConsumer;

/** A check of one rule about calls. */
abstract class RuleCheck<A extends Annotation> extends AskedCheck<A> {
    RuleCheck(String name, Class<A> type) {
        super(name, type);
    }

    /** Returns the rule that allows these to begin with; none where the annotation has no such member. */
    abstract Rule rule(List<String> values);

    /** Returns what the rule needs observed; where it is enough to have calls counted, that costs less. */
    Needs needs(Rule rule) {
        return Needs.counted(rule.observing().names());
    }

    @Override
    final Needs needs(Asked asked) {
        return needs(rule(asked.values()));
    }

    @Override
    final void judge(Recording recording, Asked asked, Asker asker, LongConsumer allowed) {
        allowed.accept(RuleJudge.judge(recording, rule(asked.values()), asked.allowances(), asker));
    }
}
