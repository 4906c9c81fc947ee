package dev.ringfence.jupiter;

import dev.ringfence.Recorder;
import dev.ringfence.recording.Recording;

/**
 * The recorder that a parameter gets. It is resolved before the window of the test opens, and may be kept in a field or
 * used by many dynamic tests, so it looks up the recorder of the test that runs when it is used.
 */
final class ParameterRecorder implements Recorder {
    @Override
    public <X extends Throwable> Recording record(Action<X> action) throws X {
        return Recorder.current().record(action);
    }

    @Override
    public Window open(String name) {
        return Recorder.current().open(name);
    }

    @Override
    public Recording soFar() {
        return Recorder.current().soFar();
    }
}
