package dev.ringfence.assertions.judge;

import dev.ringfence.assertions.error.CannotTellError;
import dev.ringfence.assertions.error.ShouldBeCaptured;
import dev.ringfence.assertions.error.ShouldEndThreads;
import dev.ringfence.assertions.error.TextMessage;
import dev.ringfence.assertions.evidence.ThreadLeaks;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.delta.TaskChange;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;

/** Judges whether a window left threads running. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ThreadJudge {
    private final GrowthJudge<ThreadLeaks> judge;
    private final WritableAssertionInfo info;

    /**
     * Makes a judge for one assertion.
     *
     * @param key what the check is called inside its test, the same in every run
     * @param rounds the largest number of confirming runs, or 0 for the configured number
     * @param span what the times in a message are counted in, such as {@code test}
     */
    public ThreadJudge(String key, int rounds, String span, Asker asker) {
        ShouldEndThreads text =
                new ShouldEndThreads(span, asker.allowing(), asker.selector().get());
        this.judge = new GrowthJudge<>(key, rounds, text, asker.info());
        this.info = asker.info();
    }

    /**
     * Judges growth that more runs of the test have to confirm. A thread that is seen is certain, whatever else is missing.
     *
     * @throws dev.ringfence.jupiter.SuspicionError if a thread was left
     * @throws CannotTellError if none is seen but one may be there
     */
    public void suspect(ThreadLeaks leaks) {
        judge.suspect(leaks);
        requireKnown(leaks.recording());
    }

    /**
     * Judges by this one run.
     *
     * @throws org.opentest4j.AssertionFailedError if a thread was left
     * @throws CannotTellError if none is seen but one may be there
     */
    public void decide(ThreadLeaks leaks) {
        judge.decide(leaks);
        requireKnown(leaks.recording());
    }

    private void requireKnown(Recording recording) {
        new Guard(recording, info).captured(Set.of(SnapshotPart.THREAD_ORIGINS));
        Reading<List<TaskChange>> unknown = ThreadLeaks.unknownIn(recording);
        String subject = "whether " + recording.name() + " left threads running";
        if (!(unknown instanceof Reading.Value<List<TaskChange>> threads)) throw cannotTell(subject, unknown.fault());
        if (threads.read().isEmpty()) return;
        TaskChange first = threads.read().get(0);
        throw cannotTell(
                subject,
                "nothing is known of the thread \"" + first.name() + "\" (tid " + first.tid() + ") that is new");
    }

    private CannotTellError cannotTell(String subject, String reason) {
        return new CannotTellError(TextMessage.of(ShouldBeCaptured.shouldBeKnown(subject, reason), info));
    }
}
