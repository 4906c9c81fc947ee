package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoThreadLeak;
import dev.ringfence.assertions.evidence.ThreadLeaks;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.ThreadJudge;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apiguardian.api.API;

/** Judges {@link NoThreadLeak}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ThreadLeakCheck extends AskedCheck<NoThreadLeak> {
    private static final String KEY = "@NoThreadLeak";

    /** Made by the service loader. */
    public ThreadLeakCheck() {
        super("no-thread-leak", NoThreadLeak.class);
    }

    @Override
    Form<NoThreadLeak> form() {
        return Form.of(NoThreadLeak.class, NoThreadLeak::except, NoThreadLeak::because)
                .confirmed(NoThreadLeak::confirm, NoThreadLeak::rounds);
    }

    @Override
    Needs needs(Asked asked) {
        return Needs.captured(Set.of(SnapshotPart.THREAD_ORIGINS));
    }

    @Override
    void judge(Recording recording, Asked asked, Asker asker, LongConsumer allowed) {
        ThreadLeaks leaks = ThreadLeaks.in(recording, asked.allowances());
        allowed.accept(leaks.allowed());
        ThreadJudge judge = new ThreadJudge(KEY, asked.rounds(), "test", asker);
        if (asked.confirm()) judge.suspect(leaks);
        else judge.decide(leaks);
    }
}
