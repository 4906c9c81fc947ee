package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.RuleJudge;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.ConfiguredChecks;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A check of one rule. The nearest annotation asks for it; where there is none, the configuration may. */
abstract class RuleCheck<A extends Annotation> implements RecordingCheck {
    private final String name;
    private final Form<A> form;

    RuleCheck(String name, Form<A> form) {
        this.name = name;
        this.form = form;
    }

    /** Returns the rule that allows these to begin with; none where the annotation has no such member. */
    abstract Rule rule(List<String> values);

    /** Returns what the rule needs observed; where it is enough to have calls counted, that costs less. */
    Needs needs(Rule rule) {
        return Needs.counted(rule.observing().names());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isConfigurable() {
        return true;
    }

    @Override
    public final Needs needs(CheckedTest test) {
        return asked(test).map(asked -> needs(rule(asked.values()))).orElseGet(Needs::nothing);
    }

    @Override
    public final void check(Recording recording, CheckContext context) {
        asked(context).ifPresent(asked -> judge(recording.named(context.testName()), asked, context));
    }

    private void judge(Recording recording, Asked asked, CheckContext context) {
        Asker asker = Asker.of(context.selector(), globs -> asked.allowing(form.type(), globs));
        long allowed = RuleJudge.judge(recording, rule(asked.values()), asked.allowances(), asker);
        if (allowed > 0)
            context.report(Map.of("ringfence.allowed." + name, allowed + " allowed because " + asked.because()));
    }

    private Optional<Asked> asked(CheckedTest test) {
        return Annotated.nearest(test.elements(), form.type())
                .map(form::read)
                .or(() -> ConfiguredChecks.values(name, test).map(values -> form.read(name, values)));
    }
}
