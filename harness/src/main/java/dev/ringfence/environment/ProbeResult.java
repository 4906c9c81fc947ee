package dev.ringfence.environment;

import java.util.Objects;

/** What a probe found. */
public sealed interface ProbeResult {

    /** Returns what was probed, in a word or two, such as {@code tracing}. */
    String name();

    /** Returns one sentence, without a full stop. */
    String finding();

    /** It was done, and it works. */
    record Works(String name, String finding) implements ProbeResult {
        public Works {
            requireText(name, finding);
        }
    }

    /**
     * It was done, and it does not work.
     *
     * @param remedy the one thing to do, as a sentence without a full stop
     */
    record Fails(String name, String finding, String remedy) implements ProbeResult {
        public Fails {
            requireText(name, finding);
            Objects.requireNonNull(remedy, "remedy");
        }
    }

    /**
     * It was not done.
     *
     * @param finding why
     */
    record NotTried(String name, String finding) implements ProbeResult {
        public NotTried {
            requireText(name, finding);
        }
    }

    private static void requireText(String name, String finding) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(finding, "finding");
    }
}
