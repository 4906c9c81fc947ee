package dev.ringfence.jupiter;

import dev.ringfence.recording.Recording;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A check that does what the test says. */
record ScriptedCheck(@Nullable Throwable failure) implements RecordingCheck {
    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Set<String> observes(List<AnnotatedElement> elements) {
        return Set.of();
    }

    @Override
    public void check(Recording recording, CheckContext context) {
        if (failure instanceof Error error) throw error;
        if (failure instanceof RuntimeException exception) throw exception;
    }
}
