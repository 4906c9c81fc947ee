package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.ShouldBeCaptured;
import dev.ringfence.assertions.error.ShouldTransfer;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.Transfer;
import dev.ringfence.assertions.evidence.Transfer.Direction;
import dev.ringfence.budget.Amount;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Recording;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Judges how many bytes went through the calls of a window. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TransferJudge {
    private TransferJudge() {}

    /**
     * Fails if there were more.
     *
     * @param most bytes
     * @param asker who is told to allow as many as there were
     * @throws AssertionFailedError with the limit as expected and the number as actual value
     * @throws CannotTellError if the calls were not observed, or some may be missing, or one does not say how many it took
     */
    public static void judge(Recording recording, Direction direction, long most, Asker asker) {
        if (most < 0) throw new IllegalArgumentException("a number of bytes must not be negative but was " + most);
        String subject = "how many bytes " + recording.name() + " " + direction.past();
        Guard guard = new Guard(recording, asker.info());
        guard.observed(direction.observing());
        guard.complete(subject, Set.of(Concern.COUNTS, Concern.EVENTS));
        Transfer transfer = Transfer.of(recording, direction);
        if (transfer.amount() instanceof Amount.Unknown unknown)
            throw new CannotTellError(
                    TextMessage.of(ShouldBeCaptured.shouldBeKnown(subject, unknown.reason()), asker.info()));
        Amount.Known known = (Amount.Known) transfer.amount();
        if (known.value() <= most) return;
        String text = TextMessage.of(
                ShouldTransfer.shouldTransferAtMost(
                        recording,
                        direction,
                        most,
                        transfer,
                        asker.allowing().apply(List.of(String.valueOf(known.value()))),
                        asker.selector().get()),
                asker.info());
        throw new AssertionFailedError(text, "at most " + most, known.value());
    }
}
