package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.ShouldBeCaptured;
import dev.ringfence.assertions.error.ShouldNotGrow;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.StateGrowth;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.WindowStates;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;

/** Judges by what {@code /proc} shows a process to have grown. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StateGrowthJudge {
    private final GrowthJudge<StateGrowth> judge;
    private final WritableAssertionInfo info;

    /**
     * Makes a judge for one assertion.
     *
     * @param key what the check is called inside its test, the same in every run
     * @param rounds the largest number of confirming runs, or 0 for the configured number
     */
    public StateGrowthJudge(String key, int rounds, Asker asker) {
        ShouldNotGrow text =
                new ShouldNotGrow(asker.allowing(), asker.selector().get());
        this.judge = new GrowthJudge<>(key, rounds, text, asker.info());
        this.info = asker.info();
    }

    /**
     * Returns the growth.
     *
     * @param needs parts of the snapshots that are not always there
     * @param subject what cannot be told where it cannot, such as {@code whether %s left files mapped}
     * @throws CannotTellError if it is not known
     */
    public StateGrowth find(
            Recording recording,
            Set<SnapshotPart> needs,
            String subject,
            Function<WindowStates, Reading<StateGrowth>> growth) {
        WindowStates states = new Guard(recording, info).captured(needs);
        Reading<StateGrowth> found = growth.apply(states);
        if (!(found instanceof Reading.Value<StateGrowth> known))
            throw new CannotTellError(TextMessage.of(
                    ShouldBeCaptured.shouldBeKnown(subject.replace("%s", recording.name()), found.fault()), info));
        return known.read();
    }

    /**
     * Judges growth that more runs of the test have to confirm.
     *
     * @throws dev.ringfence.jupiter.SuspicionError if there is any
     */
    public void suspect(StateGrowth growth) {
        judge.suspect(growth);
    }

    /**
     * Judges by this one run.
     *
     * @throws org.opentest4j.AssertionFailedError if there is any
     */
    public void decide(StateGrowth growth) {
        judge.decide(growth);
    }
}
