package dev.ringfence.assertions;

import dev.ringfence.CurrentRecorder;
import dev.ringfence.assertions.testing.ScriptedRecorder;
import dev.ringfence.jupiter.SuspicionError;
import java.util.ArrayList;
import java.util.List;

/** Runs an assertion as one run of a traced test would. */
final class RunsOfATest {
    private RunsOfATest() {}

    /** Returns the keys of the suspicions of an assertion in a loop. */
    static List<String> keys(int turns, Runnable assertion) {
        CurrentRecorder.set(ScriptedRecorder.of());
        try {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < turns; i++) keys.add(key(assertion));
            return keys;
        } finally {
            CurrentRecorder.set(null);
        }
    }

    private static String key(Runnable assertion) {
        try {
            assertion.run();
        } catch (SuspicionError e) {
            return e.suspicion().key();
        }
        throw new AssertionError("expected a suspicion");
    }
}
