package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.ShouldHavePeak;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/** Judges how many descriptors were open at once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PeakJudge {
    private PeakJudge() {}

    /** Judges as somebody whose messages do not say how to reproduce them. */
    public static void judge(Recording recording, int most, IntFunction<String> allowing, WritableAssertionInfo info) {
        judge(recording, most, allowing, Optional::empty, info);
    }

    /**
     * Fails if more than {@code most} descriptors that the test opened were open at once.
     *
     * @param allowing how to allow so many, for the message
     * @param selector what selects the test alone
     */
    public static void judge(
            Recording recording,
            int most,
            IntFunction<String> allowing,
            Supplier<Optional<String>> selector,
            WritableAssertionInfo info) {
        if (most < 0)
            throw new IllegalArgumentException("a number of descriptors must not be negative but was " + most);
        int peak = recording.peakDescriptors();
        if (peak > most) {
            String text = TextMessage.of(
                    ShouldHavePeak.shouldHavePeakAtMost(recording, most, allowing.apply(peak), selector.get()), info);
            throw new AssertionFailedError(text, "at most " + most, peak);
        }
        Guard guard = new Guard(recording, info);
        guard.observed(LeakJudge.families());
        guard.complete("how many descriptors " + recording.name() + " had open at once", Set.of(Concern.DESCRIPTORS));
    }
}
