package dev.ringfence.assertions.budget;

import dev.ringfence.assertions.NoMappingLeft;
import dev.ringfence.assertions.evidence.StateGrowth;
import dev.ringfence.assertions.judge.Asker;
import dev.ringfence.assertions.judge.StateGrowthJudge;
import dev.ringfence.assertions.rule.MemoryRules;
import dev.ringfence.jupiter.Needs;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apiguardian.api.API;

/** Judges {@link NoMappingLeft}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NoMappingLeftCheck extends AskedCheck<NoMappingLeft> {
    private static final String KEY = "@NoMappingLeft";
    private static final Set<SnapshotPart> NEEDED = Set.of(SnapshotPart.MAPPINGS);

    /** Made by the service loader. */
    public NoMappingLeftCheck() {
        super("no-mapping-left", NoMappingLeft.class);
    }

    @Override
    Form<NoMappingLeft> form() {
        return Form.of(NoMappingLeft.class, NoMappingLeft::except, NoMappingLeft::because)
                .confirmed(NoMappingLeft::confirm, NoMappingLeft::rounds);
    }

    @Override
    Needs needs(Asked asked) {
        return Needs.captured(NEEDED);
    }

    @Override
    void judge(Recording recording, Asked asked, Asker asker, LongConsumer allowed) {
        StateGrowthJudge judge = new StateGrowthJudge(KEY, asked.rounds(), asker);
        StateGrowth growth = judge.find(
                recording,
                NEEDED,
                "whether %s left files mapped",
                states -> MemoryRules.mapped(recording, states, asked.allowances()));
        allowed.accept(growth.allowed());
        if (asked.confirm()) judge.suspect(growth);
        else judge.decide(growth);
    }
}
