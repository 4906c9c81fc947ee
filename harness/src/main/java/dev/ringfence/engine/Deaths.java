package dev.ringfence.engine;

import dev.ringfence.channel.HarnessException;
import dev.ringfence.session.DeathText;
import dev.ringfence.session.StartOutcome;
import dev.ringfence.session.WorkerDeath;

/** Makes the failures for what happens to workers. */
final class Deaths {
    private Deaths() {}

    /** Returns the failure for a worker that died by the tests' doing, or by its own. */
    static RuntimeException failure(WorkerDeath death) {
        String text = DeathText.describe(death);
        return death.failure() == null
                ? new WorkerDiedException("the forked JVM died here: it " + text + "\nWhat to do: " + remedy(death))
                : new HarnessException("the forked JVM cannot go on: it " + text);
    }

    private static String remedy(WorkerDeath death) {
        String signal = death.signal() == null ? "" : death.signal();
        return switch (signal) {
            case "" ->
                "find what calls System.exit or Runtime.halt in this test; a call from a test ends every test of its JVM";
            case "SIGKILL" ->
                "find who killed it; if nobody did, the kernel did for want of memory (see dmesg, and memory.events of its control group)";
            case "SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE" ->
                "look for hs_err_pid*.log in the working directory: native code failed";
            default -> "find who sent " + signal;
        };
    }

    static TracingUnavailableException unavailable(StartOutcome.Unavailable unavailable) {
        return new TracingUnavailableException("cannot trace here: " + unavailable.reason() + "\nWhat to do: "
                + unavailable.remedy()
                + "\n(ringfence.unavailable=abort or =skip lets the build pass without judging.)");
    }

    static HarnessException nothingReported() {
        return new HarnessException(
                "the forked JVM reported nothing about this test, although it was asked to run it: it was not run");
    }
}
