package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.MemoryBudget;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.StateGrowthJudge;
import dev.ringfence.assertions.rule.MemoryRules;
import dev.ringfence.assertions.rule.MemoryRules.Limits;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Judges {@link MemoryBudget}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MemoryBudgetCheck implements RecordingCheck {
    private static final String KEY = "@MemoryBudget";

    /** Made by the service loader. */
    public MemoryBudgetCheck() {}

    @Override
    public String name() {
        return "memory-budget";
    }

    /** What it needs is in every snapshot. A faulty annotation fails here, before anything runs. */
    @Override
    public Needs needs(CheckedTest test) {
        find(test.elements());
        return Needs.nothing();
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        find(context.elements()).ifPresent(limits -> judge(recording.named(context.testName()), limits, context));
    }

    private static void judge(Recording recording, Limits limits, CheckContext context) {
        Asker asker = Asker.of(context.selector(), enough -> KEY + "(" + limits.raised(enough) + ")");
        StateGrowthJudge judge = new StateGrowthJudge(KEY, 0, asker);
        judge.suspect(judge.find(
                recording,
                Set.of(),
                "whether %s kept its memory budget",
                states -> MemoryRules.beyond(recording, states, limits)));
    }

    private static Optional<Limits> find(List<AnnotatedElement> elements) {
        return Annotated.nearest(elements, MemoryBudget.class).map(MemoryBudgetCheck::read);
    }

    private static Limits read(Annotated<MemoryBudget> annotated) {
        long growsAtMost = annotated.annotation().growsAtMost();
        if (growsAtMost < 0) throw annotated.misuse("must not have a negative growsAtMost but was: " + growsAtMost);
        long faults = annotated.annotation().majorFaultsAtMost();
        if (faults < 0) throw annotated.misuse("must not have a negative majorFaultsAtMost but was: " + faults);
        if (growsAtMost == Long.MAX_VALUE && faults == Long.MAX_VALUE)
            throw annotated.misuse("must limit growsAtMost or majorFaultsAtMost but does not");
        return new Limits(growsAtMost, faults);
    }
}
