package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoSlowCall;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.CodeText;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.RuleJudge;
import dev.ringfence.assertions.rule.Rule;
import dev.ringfence.assertions.rule.TimeRules;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.ConfiguredChecks;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.recording.Recording;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Judges {@link NoSlowCall}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoSlowCallCheck implements RecordingCheck {
    private static final String NAME = "no-slow-call";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Carries the default of the members. */
    @NoSlowCall(atMostMillis = 0)
    private static final class Defaults {}

    private record Asked(long millis, CallRule calls, String members) {
        Rule rule() {
            return TimeRules.eachTakesAtMost(
                    calls, Duration.ofMillis(millis), enough -> "atMostMillis = " + enough.toMillis());
        }

        String allowing(List<String> enough) {
            return "@NoSlowCall(" + enough.get(0) + members + ")";
        }
    }

    /** Made by the service loader. */
    public NoSlowCallCheck() {}

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
        return asked(test)
                .map(asked -> Needs.watched(asked.calls().observing().names()))
                .orElseGet(Needs::nothing);
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        asked(context)
                .ifPresent(asked -> RuleJudge.judge(
                        recording.named(context.testName()),
                        asked.rule(),
                        List.of(),
                        Asker.of(context.selector(), asked::allowing)));
    }

    private static Optional<Asked> asked(CheckedTest test) {
        return Annotated.nearest(test.elements(), NoSlowCall.class)
                .map(NoSlowCallCheck::read)
                .or(() -> ConfiguredChecks.values(NAME, test).map(NoSlowCallCheck::read));
    }

    private static Asked read(Annotated<NoSlowCall> annotated) {
        long millis = annotated.annotation().atMostMillis();
        if (millis < 0) throw annotated.misuse("must not have a negative atMostMillis but was: " + millis);
        String[] calls = annotated.annotation().calls();
        if (calls.length == 0) throw annotated.misuse("must name calls but was: {}");
        try {
            return asked(millis, calls);
        } catch (IllegalArgumentException unknown) {
            ExtensionConfigurationException misuse =
                    annotated.misuse("must name calls but did not: " + unknown.getMessage());
            misuse.initCause(unknown);
            throw misuse;
        }
    }

    private static Asked read(List<String> values) {
        if (values.size() != 1 || !NUMBER.matcher(values.get(0)).matches())
            throw ConfiguredChecks.misuse(
                    "must give " + NAME + " one number of milliseconds, as in " + NAME + "=500, but was: " + values);
        long millis = KernelText.line(NAME, values.get(0)).decimal(values.get(0), NAME);
        return asked(millis, defaults());
    }

    private static Asked asked(long millis, String... calls) {
        boolean standard = Arrays.equals(calls, defaults());
        String members = standard ? "" : ", calls = " + CodeText.member(List.of(calls));
        return new Asked(millis, CallRule.of(String.join(", ", calls), String.join(",", calls)), members);
    }

    private static String[] defaults() {
        return Objects.requireNonNull(Defaults.class.getAnnotation(NoSlowCall.class))
                .calls();
    }
}
