package dev.ringfence.assertions;

import java.util.Optional;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/** Where failures of one chain of assertions go: to the test, or to soft assertions, which go on. */
final class Sink {
    private final @Nullable SoftAssertionsProvider softly;

    private Sink(@Nullable SoftAssertionsProvider softly) {
        this.softly = softly;
    }

    /** Returns a sink that throws. */
    static Sink throwing() {
        return new Sink(null);
    }

    /** Returns a sink that collects. */
    static Sink collecting(SoftAssertionsProvider softly) {
        return new Sink(softly);
    }

    Optional<SoftAssertionsProvider> softly() {
        return Optional.ofNullable(softly);
    }

    void judge(Runnable assertion) {
        if (softly == null) {
            assertion.run();
            return;
        }
        try {
            assertion.run();
            softly.succeeded();
        } catch (AssertionError e) {
            softly.collectAssertionError(e);
        }
    }
}
