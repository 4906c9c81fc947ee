package dev.ringfence.assertions.budget;

import dev.ringfence.Families;
import dev.ringfence.assertions.SyscallBudget;
import dev.ringfence.assertions.judge.Bounds;
import dev.ringfence.assertions.judge.CountJudge;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Judges {@link SyscallBudget}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SyscallBudgetCheck implements RecordingCheck {

    /** Made by the service loader. */
    public SyscallBudgetCheck() {}

    @Override
    public String name() {
        return "syscall-budget";
    }

    @Override
    public Set<String> observes(List<AnnotatedElement> elements) {
        return budgets(elements).keySet().stream()
                .map(Family::members)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        Recording named = recording.named(context.testName());
        budgets(context.elements()).forEach((family, most) -> judge(named, family, most));
    }

    private static void judge(Recording recording, Family family, long most) {
        new CountJudge(
                        recording,
                        family,
                        Bounds.atMost(most),
                        count -> "@SyscallBudget(family = \"" + family.name() + "\", atMost = " + count + ")",
                        new WritableAssertionInfo())
                .judge();
    }

    /** Returns the budget of each family; that of the method goes before that of the class. */
    private static Map<Family, Long> budgets(List<AnnotatedElement> elements) {
        Map<Family, Annotated<SyscallBudget>> nearest = new LinkedHashMap<>();
        for (Annotated<SyscallBudget> annotated : Annotated.all(elements, SyscallBudget.class)) {
            Family family = family(annotated);
            validate(annotated);
            Annotated<SyscallBudget> before = nearest.putIfAbsent(family, annotated);
            if (before != null && before.element().equals(annotated.element()) && !before.equals(annotated))
                throw annotated.misuse("must give one budget for a family but was: atMost = "
                        + before.annotation().atMost() + " and atMost = "
                        + annotated.annotation().atMost() + " for \""
                        + family.name() + "\"");
        }
        Map<Family, Long> budgets = new LinkedHashMap<>();
        nearest.forEach((family, annotated) ->
                budgets.put(family, annotated.annotation().atMost()));
        return budgets;
    }

    private static Family family(Annotated<SyscallBudget> annotated) {
        try {
            return Families.byName(annotated.annotation().family());
        } catch (IllegalArgumentException unknown) {
            ExtensionConfigurationException misuse =
                    annotated.misuse("must name a family of system calls but did not: " + unknown.getMessage());
            misuse.initCause(unknown);
            throw misuse;
        }
    }

    private static void validate(Annotated<SyscallBudget> annotated) {
        long most = annotated.annotation().atMost();
        if (most < 0) throw annotated.misuse("must not have a negative atMost but was: " + most);
    }
}
