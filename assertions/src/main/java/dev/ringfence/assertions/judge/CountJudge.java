package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.ShouldMakeCalls;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.CallTally;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.List;
import java.util.function.LongFunction;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/** Judges how often a window made calls of a family. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CountJudge {
    private final Recording recording;
    private final Family family;
    private final Bounds bounds;
    private final LongFunction<String> allowing;
    private final WritableAssertionInfo info;

    /**
     * Makes a judge.
     *
     * @param allowing how to allow as many as there were, for the message
     */
    public CountJudge(
            Recording recording,
            Family family,
            Bounds bounds,
            LongFunction<String> allowing,
            WritableAssertionInfo info) {
        this.recording = recording;
        this.family = family;
        this.bounds = bounds;
        this.allowing = allowing;
        this.info = info;
    }

    /**
     * Fails if the number is out of bounds. What a recording lacks can only add to a number, so too many is certain,
     * whatever is missing.
     *
     * @throws AssertionFailedError with the bounds as expected and the number as actual value
     * @throws dev.ringfence.assertions.error.CannotTellError if the calls were not observed, or some may be missing
     */
    public void judge() {
        Guard guard = new Guard(recording, info);
        guard.observed(List.of(family));
        CallTally tally = CallTally.of(recording, family);
        if (tally.count() > bounds.most()) throw failure(tally);
        guard.complete("how many calls of " + family.name() + "() there were in " + recording.name(), tally.concerns());
        if (tally.count() < bounds.least()) throw failure(tally);
    }

    private AssertionFailedError failure(CallTally tally) {
        String text = TextMessage.of(
                ShouldMakeCalls.shouldMakeCalls(
                        recording, family, bounds.describe(), tally, allowing.apply(tally.count())),
                info);
        return new AssertionFailedError(text, bounds.describe(), tally.count());
    }
}
