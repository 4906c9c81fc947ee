package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import dev.ringfence.testing.Recordings;
import java.util.ArrayList;
import java.util.List;

/** Windows that write down what was asked of them, and fail to close where told to. */
final class ScriptedWindows implements WindowSource {
    final List<String> log = new ArrayList<>();
    private int last;
    int broken;

    @Override
    public int open() {
        log.add("open " + ++last);
        return last;
    }

    @Override
    public Recording close(int window) {
        log.add("close " + window);
        if (window == broken) throw new IllegalArgumentException("window " + window + " is broken");
        return Recordings.empty("from the tracer");
    }

    @Override
    public Recording soFar(int window) {
        log.add("so far " + window);
        return Recordings.empty("from the tracer");
    }
}
