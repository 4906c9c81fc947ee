package dev.ringfence.samples.course;

import dev.ringfence.samples.running.Masked;
import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.util.List;

/** What became of some lessons in one run. */
final class Lessons {
    private final List<Verdict> verdicts;

    private Lessons(List<Verdict> verdicts) {
        this.verdicts = verdicts;
    }

    /** Runs the tests of these classes. */
    static Lessons run(Class<?>... types) {
        return new Lessons(TestRun.with(TestRun.RINGFENCE).of(types));
    }

    /** Returns the message of the failure of a test, {@link Masked}. */
    String messageOf(Class<?> type, String method) {
        return Masked.message(verdict(type, method).thrown());
    }

    /** Returns what became of a test. */
    Verdict verdict(Class<?> type, String method) {
        String id = "[class:" + type.getName() + "]/[method:" + method + "(";
        return verdicts.stream()
                .filter(verdict -> verdict.test().getUniqueId().contains(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict on " + id + " among " + verdicts));
    }
}
