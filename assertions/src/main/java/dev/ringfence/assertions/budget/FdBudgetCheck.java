package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.FdBudget;
import dev.ringfence.assertions.judge.LeakJudge;
import dev.ringfence.assertions.judge.PeakJudge;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;

/** Judges {@link FdBudget}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FdBudgetCheck implements RecordingCheck {

    /** Made by the service loader. */
    public FdBudgetCheck() {}

    @Override
    public String name() {
        return "fd-budget";
    }

    @Override
    public Set<String> observes(List<AnnotatedElement> elements) {
        if (find(elements).isEmpty()) return Set.of();
        return LeakJudge.families().stream()
                .map(Family::members)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        find(context.elements())
                .ifPresent(annotated -> PeakJudge.judge(
                        recording.named(context.testName()),
                        annotated.annotation().peak(),
                        peak -> "@FdBudget(peak = " + peak + ")",
                        new WritableAssertionInfo()));
    }

    private static Optional<Annotated<FdBudget>> find(List<AnnotatedElement> elements) {
        Optional<Annotated<FdBudget>> found = Annotated.nearest(elements, FdBudget.class);
        found.ifPresent(FdBudgetCheck::validate);
        return found;
    }

    private static void validate(Annotated<FdBudget> annotated) {
        int peak = annotated.annotation().peak();
        if (peak < 0) throw annotated.misuse("must not have a negative peak but was: " + peak);
    }
}
