package dev.ringfence.assertions.testing;

import dev.ringfence.Recorder;
import dev.ringfence.recording.Recording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A recorder whose recordings are written beforehand; the last one goes on for ever. */
public final class ScriptedRecorder implements Recorder {
    private final Deque<Recording> script;
    private int recorded;

    private ScriptedRecorder(List<Recording> script) {
        this.script = new ArrayDeque<>(script);
    }

    /** Returns a recorder of these recordings. */
    public static ScriptedRecorder of(Recording... script) {
        return new ScriptedRecorder(List.of(script));
    }

    /** Returns how many windows there were. */
    public int recorded() {
        return recorded;
    }

    @Override
    public <X extends Throwable> Recording record(Action<X> action) throws X {
        action.run();
        return next();
    }

    @Override
    public Window open(String name) {
        return this::next;
    }

    @Override
    public Recording soFar() {
        return next();
    }

    private Recording next() {
        recorded++;
        return script.size() > 1 ? script.remove() : script.element();
    }
}
