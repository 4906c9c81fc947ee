package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoFdLeak;
import dev.ringfence.assertions.evidence.Allowance;
import dev.ringfence.assertions.evidence.Glob;
import dev.ringfence.assertions.evidence.Leaks;
import dev.ringfence.assertions.evidence.Occasion;
import dev.ringfence.assertions.judge.LeakJudge;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.ConfiguredChecks;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;

/** Judges {@link NoFdLeak}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FdLeakCheck implements RecordingCheck {
    private static final String NAME = "no-fd-leak";
    private static final String KEY = "@NoFdLeak";

    /** Carries what is meant where the configuration asks. */
    @NoFdLeak
    private static final class Configured {}

    /** Made by the service loader. */
    public FdLeakCheck() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public Needs needs(CheckedTest test) {
        if (find(test).isEmpty()) return Needs.nothing();
        return Needs.counted(LeakJudge.families().stream()
                .map(Family::members)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        find(context).ifPresent(annotated -> check(recording, context, annotated.annotation()));
    }

    private static void check(Recording recording, CheckContext context, NoFdLeak annotation) {
        List<Allowance> allowances = Arrays.stream(annotation.except())
                .map(glob -> new Allowance(new Glob(glob), annotation.because()))
                .toList();
        Leaks leaks = Leaks.in(recording.named(context.testName()), allowances);
        if (leaks.allowed() > 0) {
            context.report(Map.of(
                    "ringfence.allowed-descriptors", leaks.allowed() + " left open because " + annotation.because()));
        }
        Occasion occasion =
                new Occasion(KEY, "test", Occasion.Allowing.ANNOTATION, context.selector(), annotation.rounds());
        LeakJudge judge = new LeakJudge(occasion, new WritableAssertionInfo());
        if (annotation.confirm()) {
            judge.suspect(leaks);
        } else {
            judge.decide(leaks);
        }
    }

    private static Optional<Annotated<NoFdLeak>> find(CheckedTest test) {
        Optional<Annotated<NoFdLeak>> found = Annotated.nearest(test.elements(), NoFdLeak.class);
        found.ifPresent(FdLeakCheck::validate);
        return found.or(() -> ConfiguredChecks.values(NAME, test).map(FdLeakCheck::configured));
    }

    private static Annotated<NoFdLeak> configured(List<String> values) {
        if (!values.isEmpty())
            throw ConfiguredChecks.misuse(
                    "must give " + NAME + " no value but was \"" + NAME + "=" + values.get(0) + "\"");
        NoFdLeak annotation = Objects.requireNonNull(Configured.class.getAnnotation(NoFdLeak.class));
        return new Annotated<>(annotation, Configured.class);
    }

    private static void validate(Annotated<NoFdLeak> annotated) {
        NoFdLeak annotation = annotated.annotation();
        List<String> except = List.of(annotation.except());
        if (except.stream().anyMatch(String::isBlank))
            throw annotated.misuse("must not have a blank pattern in except but was: " + quoted(except));
        if (!except.isEmpty() && annotation.because().isBlank())
            throw annotated.misuse("must give a because for except but was: \"" + annotation.because() + "\"");
        if (annotation.rounds() < 0)
            throw annotated.misuse("must not have negative rounds but was: " + annotation.rounds());
        if (!annotation.confirm() && annotation.rounds() > 0)
            throw annotated.misuse("must not have rounds without confirm but was: " + annotation.rounds());
    }

    private static String quoted(List<String> patterns) {
        return patterns.stream().map(p -> "\"" + p + "\"").collect(Collectors.joining(", ", "{", "}"));
    }
}
