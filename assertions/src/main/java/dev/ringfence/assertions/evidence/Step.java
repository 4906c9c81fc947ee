package dev.ringfence.assertions.evidence;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One of several steps that were to be done in order.
 *
 * @param label what is to be done, as a test writes it
 * @param state what became of it
 * @param seen the event that did it, in its place or not; null where none did
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Step(String label, State state, @Nullable Sighting seen) {
    public Step {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(state, "state");
    }

    /** What became of a step. */
    public enum State {
        /** It was done in its place. */
        DONE(""),
        /** It was not done. */
        MISSING("missing"),
        /** It was done before the step that it has to follow was over. */
        TOO_EARLY("too early"),
        /** It was done after the step that has to follow it. */
        TOO_LATE("too late"),
        /** The file was changed itself instead. */
        IN_PLACE("written in place"),
        /** It was done, and something else between it and the step before. */
        NOT_NEXT("not next");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** Returns how a message says it; nothing for what is as it should be. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Returns the event that did it, if one did. */
    public Optional<Sighting> sighting() {
        return Optional.ofNullable(seen);
    }

    /** Returns whether it was done in its place. */
    public boolean isDone() {
        return state == State.DONE;
    }
}
