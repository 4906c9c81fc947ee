package dev.ringfence.samples.handed;

import dev.ringfence.samples.running.TestRun;
import dev.ringfence.samples.running.Verdict;
import java.util.List;

/** A test JVM that runs {@link HandedTestCase}; exits with 0 when it passed. */
final class HandingJvm {
    private HandingJvm() {}

    public static void main(String[] arguments) {
        System.setProperty("handed.later", "set by main");
        List<Verdict> verdicts = TestRun.with(TestRun.RINGFENCE).of(HandedTestCase.class);
        verdicts.forEach(verdict -> {
            if (!verdict.isSuccessful()) verdict.thrown().printStackTrace();
        });
        System.exit(!verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::isSuccessful) ? 0 : 1);
    }
}
