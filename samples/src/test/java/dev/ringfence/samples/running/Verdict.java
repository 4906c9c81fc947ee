package dev.ringfence.samples.running;

import java.util.Map;
import java.util.Objects;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestIdentifier;

/**
 * What became of one test or container.
 *
 * @param test the test
 * @param result how it ended
 * @param entries everything it reported, by key
 */
public record Verdict(TestIdentifier test, TestExecutionResult result, Map<String, String> entries) {
    public Verdict {
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(result, "result");
        entries = Map.copyOf(entries);
    }

    /** Returns whether it passed. */
    public boolean isSuccessful() {
        return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    }

    /** Returns whether it failed. */
    public boolean isFailed() {
        return result.getStatus() == TestExecutionResult.Status.FAILED;
    }

    /**
     * Returns what it threw.
     *
     * @throws IllegalStateException if it threw nothing
     */
    public Throwable thrown() {
        return result.getThrowable().orElseThrow(() -> new IllegalStateException(this + " threw nothing"));
    }

    @Override
    public String toString() {
        return test.getDisplayName() + " " + result.getStatus()
                + result.getThrowable().map(t -> ": " + t).orElse("");
    }
}
