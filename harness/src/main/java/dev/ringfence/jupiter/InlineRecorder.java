package dev.ringfence.jupiter;

import dev.ringfence.Recorder;
import dev.ringfence.recording.Recording;
import org.opentest4j.TestAbortedException;

/** The recorder of a test that runs without a worker on request: it runs actions, and aborts where a recording is wanted. */
final class InlineRecorder implements Recorder {
    static final String NOTHING_JUDGED = "nothing was judged: ringfence.mode=inline";

    @Override
    public <X extends Throwable> Recording record(Action<X> action) throws X {
        action.run();
        throw new TestAbortedException(NOTHING_JUDGED);
    }

    @Override
    public Window open(String name) {
        return () -> {
            throw new TestAbortedException(NOTHING_JUDGED);
        };
    }

    @Override
    public Recording soFar() {
        throw new TestAbortedException(NOTHING_JUDGED);
    }
}
