package dev.ringfence.engine;

import dev.ringfence.budget.FindingsCodec;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.channel.Frame;
import dev.ringfence.jupiter.FailureKind;
import dev.ringfence.jupiter.TestKey;
import dev.ringfence.results.TestResult;
import dev.ringfence.results.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;

/** Passes events on to JUnit, and keeps what became of each test, and of each container that did not succeed. */
final class RunLog implements EngineExecutionListener {
    private final EngineExecutionListener to;
    private final Map<UniqueId, TestResult> results = new LinkedHashMap<>();
    private final Map<String, SortedMap<String, String>> entries = new HashMap<>();
    private final Map<String, TestFindings> findings = new HashMap<>();

    RunLog(EngineExecutionListener to) {
        this.to = to;
    }

    /** Takes what a worker found out about a test, and returns it. */
    TestFindings found(Frame.TestEvent event) {
        TestFindings found = FindingsCodec.decode(event.entry());
        findings.put(TestKey.of(event.uniqueId()), found);
        return found;
    }

    /** Returns what became of the tests. */
    Collection<TestResult> results() {
        return List.copyOf(results.values());
    }

    /** Returns what became of the tests and containers below one, and of itself. */
    List<TestResult> resultsBelow(UniqueId container) {
        List<TestResult> below = new ArrayList<>();
        results.forEach((id, result) -> {
            if (id.hasPrefix(container)) below.add(result);
        });
        return below;
    }

    // --- Events ---

    @Override
    public void dynamicTestRegistered(TestDescriptor test) {
        to.dynamicTestRegistered(test);
    }

    @Override
    public void executionStarted(TestDescriptor test) {
        to.executionStarted(test);
    }

    @Override
    public void executionSkipped(TestDescriptor test, String reason) {
        add(test, Verdict.SKIPPED, reason);
        to.executionSkipped(test, reason);
    }

    @Override
    public void executionFinished(TestDescriptor test, TestExecutionResult result) {
        boolean succeeded = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || (!succeeded && !test.isRoot())) {
            Throwable thrown = result.getThrowable().orElse(null);
            String message = thrown == null ? null : message(thrown);
            add(test, verdict(result, findings.get(key(test))), message);
        }
        to.executionFinished(test, result);
    }

    @Override
    public void reportingEntryPublished(TestDescriptor test, ReportEntry entry) {
        entries.computeIfAbsent(key(test), key -> new TreeMap<>()).putAll(entry.getKeyValuePairs());
        to.reportingEntryPublished(test, entry);
    }

    @Override
    public void fileEntryPublished(TestDescriptor test, FileEntry file) {
        to.fileEntryPublished(test, file);
    }

    private void add(TestDescriptor test, Verdict verdict, @Nullable String message) {
        String key = key(test);
        results.put(
                test.getUniqueId(),
                new TestResult(
                        key,
                        test.getDisplayName(),
                        verdict,
                        message,
                        entries.getOrDefault(key, new TreeMap<>()),
                        findings.get(key)));
    }

    private static String key(TestDescriptor test) {
        return TestKey.of(test.getUniqueId());
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getName() : message;
    }

    /** A worker tells findings about a budget only of a test that passed, or failed for its budget. */
    private static Verdict verdict(TestExecutionResult result, @Nullable TestFindings found) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Verdict.PASSED;
            case ABORTED -> Verdict.ABORTED;
            case FAILED ->
                FailureKind.of(result.getThrowable().orElse(null))
                        .map(kind -> kind == FailureKind.Kind.LEAK ? Verdict.LEAK : Verdict.CANNOT_TELL)
                        .orElse(found != null && !found.budgets().isEmpty() ? Verdict.OVER_BUDGET : Verdict.FAILED);
        };
    }
}
