package dev.ringfence.assertions;

import dev.ringfence.Recorder;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Tells apart the turns of an assertion in a loop: a key of a suspicion is the same in every run of a test, and used
 * once in each.
 */
final class Turns {
    private static final Turns OF_THE_TEST = new Turns();

    private @Nullable WeakReference<Recorder> test;
    private final Map<String, Integer> turns = new HashMap<>();

    /** Returns the turns of the test that runs now. */
    static Turns ofTheTest() {
        return OF_THE_TEST;
    }

    /** Returns the key itself the first time, then {@code key #2}. Every run of a test has a recorder of its own. */
    String next(String key) {
        return next(key, runningTest().orElse(null));
    }

    synchronized String next(String key, @Nullable Recorder recorder) {
        if (test == null || recorder == null || test.get() != recorder) {
            test = new WeakReference<>(recorder);
            turns.clear();
        }
        int turn = turns.merge(key, 1, Integer::sum);
        return turn == 1 ? key : key + " #" + turn;
    }

    /** A recording may also be judged where no test is traced: one from a file, say. */
    private static Optional<Recorder> runningTest() {
        try {
            return Optional.of(Recorder.current());
        } catch (ExtensionConfigurationException noTracedTest) {
            return Optional.empty();
        }
    }
}
