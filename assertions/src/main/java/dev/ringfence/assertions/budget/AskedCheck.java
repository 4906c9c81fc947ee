package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.ConfiguredChecks;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A check that the nearest annotation asks for; where there is none, the configuration may. */
abstract class AskedCheck<A extends Annotation> implements RecordingCheck {
    private final String name;
    private final Class<A> type;

    AskedCheck(String name, Class<A> type) {
        this.name = name;
        this.type = type;
    }

    /** Returns the members of the annotation. Not asked for where nobody asks for this check, as is the rule. */
    abstract Form<A> form();

    /** Returns what has to be observed, and captured. */
    abstract Needs needs(Asked asked);

    /**
     * Judges.
     *
     * @param recording under the name of the test
     * @param allowed is told how often something was found that is allowed
     */
    abstract void judge(Recording recording, Asked asked, Asker asker, LongConsumer allowed);

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
        return asked(test).map(this::needs).orElseGet(Needs::nothing);
    }

    @Override
    public final void check(Recording recording, CheckContext context) {
        asked(context).ifPresent(asked -> check(recording.named(context.testName()), asked, context));
    }

    private void check(Recording recording, Asked asked, CheckContext context) {
        Asker asker = Asker.of(context.selector(), globs -> asked.allowing(type, globs));
        judge(recording, asked, asker, allowed -> {
            if (allowed > 0)
                context.report(Map.of("ringfence.allowed." + name, allowed + " allowed because " + asked.because()));
        });
    }

    private Optional<Asked> asked(CheckedTest test) {
        return Annotated.nearest(test.elements(), type)
                .map(annotated -> form().read(annotated))
                .or(() -> ConfiguredChecks.values(name, test).map(values -> form().read(name, values)));
    }
}
