package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoThreadLeak;
import dev.ringfence.assertions.evidence.ThreadLeaks;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.ThreadJudge;
import dev.ringfence.jupiter.CheckContext;
import dev.ringfence.jupiter.CheckedTest;
import dev.ringfence.jupiter.ConfiguredChecks;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.jupiter.RecordingCheck;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Judges {@link NoThreadLeak}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ThreadLeakCheck implements RecordingCheck {
    private static final String NAME = "no-thread-leak";
    private static final String KEY = "@NoThreadLeak";
    private static final Form<NoThreadLeak> FORM =
            Form.of(NoThreadLeak.class, NoThreadLeak::except, NoThreadLeak::because);

    /** How an annotation, or the configuration, asks. */
    private record Wanted(Asked asked, boolean confirm, int rounds) {}

    /** Made by the service loader. */
    public ThreadLeakCheck() {}

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
        return find(test).isEmpty() ? Needs.nothing() : Needs.captured(Set.of(SnapshotPart.THREAD_ORIGINS));
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        find(context).ifPresent(wanted -> check(recording.named(context.testName()), context, wanted));
    }

    private static void check(Recording recording, CheckContext context, Wanted wanted) {
        ThreadLeaks leaks = ThreadLeaks.in(recording, wanted.asked().allowances());
        if (leaks.allowed() > 0)
            context.report(Map.of(
                    "ringfence.allowed." + NAME,
                    leaks.allowed() + " allowed because " + wanted.asked().because()));
        Asker asker = Asker.of(context.selector(), globs -> wanted.asked().allowing(NoThreadLeak.class, globs));
        ThreadJudge judge = new ThreadJudge(KEY, wanted.rounds(), "test", asker);
        if (wanted.confirm()) judge.suspect(leaks);
        else judge.decide(leaks);
    }

    private static Optional<Wanted> find(CheckedTest test) {
        return Annotated.nearest(test.elements(), NoThreadLeak.class)
                .map(ThreadLeakCheck::wanted)
                .or(() -> ConfiguredChecks.values(NAME, test)
                        .map(values -> new Wanted(FORM.read(NAME, values), true, 0)));
    }

    private static Wanted wanted(Annotated<NoThreadLeak> annotated) {
        NoThreadLeak annotation = annotated.annotation();
        if (annotation.rounds() < 0)
            throw annotated.misuse("must not have negative rounds but was: " + annotation.rounds());
        if (!annotation.confirm() && annotation.rounds() > 0)
            throw annotated.misuse("must not have rounds without confirm but was: " + annotation.rounds());
        return new Wanted(FORM.read(annotated), annotation.confirm(), annotation.rounds());
    }
}
