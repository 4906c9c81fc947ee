package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CalledHere;
import dev.ringfence.assertions.error.ShouldMakeCalls;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.CallRule;
import dev.ringfence.assertions.evidence.CallTally;
import dev.ringfence.recording.Recording;
import dev.ringfence.syscall.Family;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/** Judges how often a window made certain calls. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CountJudge {
    private final Recording recording;
    private final CallRule calls;
    private final Bounds bounds;
    private final LongFunction<String> allowing;
    private final Supplier<Optional<String>> selector;
    private final WritableAssertionInfo info;

    /**
     * Makes a judge of a family, whose messages do not say how to reproduce them.
     *
     * @param allowing how to allow as many as there were, for the message
     */
    public CountJudge(
            Recording recording,
            Family family,
            Bounds bounds,
            LongFunction<String> allowing,
            WritableAssertionInfo info) {
        this(recording, CallRule.of(family), bounds, allowing, Optional::empty, info);
    }

    /**
     * Makes a judge.
     *
     * @param allowing how to allow as many as there were, for the message
     * @param selector what selects the test alone
     */
    public CountJudge(
            Recording recording,
            CallRule calls,
            Bounds bounds,
            LongFunction<String> allowing,
            Supplier<Optional<String>> selector,
            WritableAssertionInfo info) {
        this.recording = recording;
        this.calls = calls;
        this.bounds = bounds;
        this.allowing = allowing;
        this.selector = selector;
        this.info = info;
    }

    /**
     * Fails if the number is out of bounds. What a recording lacks can only add to a number, so too many is certain,
     * whatever is missing.
     *
     * @throws AssertionFailedError with the bounds as expected and the number as actual value
     * @throws dev.ringfence.assertions.error.CannotTellError if the calls were not observed, or some may be missing, or
     *     it is not known of enough of them whether they count
     */
    public void judge() {
        Guard guard = new Guard(recording, info);
        guard.observed(calls.observing());
        CallTally tally = CallTally.of(recording, calls);
        if (tally.count() > bounds.most()) throw failure(tally);
        String subject = "how many calls of " + calls + " there were in " + recording.name();
        guard.complete(subject, tally.concerns());
        if (tally.count() + tally.doubtful() < bounds.least()) throw failure(tally);
        boolean either = tally.count() >= bounds.least() && tally.count() + tally.doubtful() <= bounds.most();
        if (!either) guard.certain(subject, tally.doubts(), tally.doubtful(), calls.observing());
    }

    private AssertionFailedError failure(CallTally tally) {
        String text = TextMessage.of(
                ShouldMakeCalls.shouldMakeCalls(
                        recording,
                        calls.toString(),
                        bounds.describe(),
                        tally,
                        allowing.apply(tally.count()),
                        selector.get()),
                info);
        Optional<Throwable> here =
                tally.sightings().stream().findFirst().flatMap(first -> CalledHere.of(recording, first.event()));
        return here.map(cause -> new AssertionFailedError(text, bounds.describe(), tally.count(), cause))
                .orElseGet(() -> new AssertionFailedError(text, bounds.describe(), tally.count()));
    }
}
