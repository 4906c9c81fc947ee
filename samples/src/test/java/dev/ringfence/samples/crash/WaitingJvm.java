package dev.ringfence.samples.crash;

import dev.ringfence.samples.running.TestRun;

/** A test JVM that runs {@link WaitingTestCase}, so that it can be killed. */
final class WaitingJvm {
    private WaitingJvm() {}

    public static void main(String[] arguments) {
        TestRun.with(TestRun.RINGFENCE).of(WaitingTestCase.class);
    }
}
