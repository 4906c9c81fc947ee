package dev.ringfence.recording;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a recording does not know. No assertion passes on a recording with a gap that concerns it.
 *
 * @param gaps what is missing; empty for a complete recording
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Completeness(List<Gap> gaps) {
    public Completeness {
        gaps = List.copyOf(gaps);
    }

    /** Returns a completeness without gaps. */
    public static Completeness complete() {
        return new Completeness(List.of());
    }

    /** Returns whether nothing is missing. */
    public boolean isComplete() {
        return gaps.isEmpty();
    }

    /** What a gap concerns. */
    public enum Concern {
        /** Which descriptors are open and who opened or closed them. */
        DESCRIPTORS,
        /** Which events there were; counts stay exact. */
        EVENTS,
        /** How many calls there were. */
        COUNTS
    }

    /**
     * One thing that is missing.
     *
     * @param concern what it touches
     * @param text a full clause for a message, such as "descriptor 41 (socket:[99]) appeared without an observed call"
     */
    public record Gap(Concern concern, String text) {
        public Gap {
            Objects.requireNonNull(concern, "concern");
            Objects.requireNonNull(text, "text");
        }
    }
}
