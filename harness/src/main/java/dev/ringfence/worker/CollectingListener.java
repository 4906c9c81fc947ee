package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import dev.ringfence.jupiter.RunNotes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Collects what became of the tests of a run that is not reported. */
final class CollectingListener implements TestExecutionListener {
    private final Set<String> wanted;
    private final Map<String, Rerun> results = new HashMap<>();

    CollectingListener(Set<String> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Returns what came of each wanted test; for one that did not run, why. */
    Map<String, Rerun> results() {
        Map<String, Rerun> all = new HashMap<>(results);
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(all.keySet());
        for (String id : missing) {
            all.put(id, Rerun.of(new HarnessException("no test with the unique id " + id + " was found to run again")));
        }
        return all;
    }

    @Override
    public void executionSkipped(TestIdentifier id, String reason) {
        blame(id, new HarnessException("it was skipped when it was run again: " + reason));
    }

    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        RunNotes notes = RunNotes.take(id.getUniqueId()).orElse(null);
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        Throwable thrown = passed
                ? null
                : result.getThrowable().orElseGet(() -> new HarnessException("it ended as " + result.getStatus()));
        if (wanted.contains(id.getUniqueId())) {
            results.put(id.getUniqueId(), new Rerun(thrown, notes == null ? List.of() : notes.inquiries()));
        } else if (thrown != null) {
            // @BeforeAll or @AfterAll of a class around it.
            blame(id, thrown);
        }
    }

    private void blame(TestIdentifier container, Throwable thrown) {
        UniqueId around = container.getUniqueIdObject();
        for (String id : wanted) {
            if (UniqueId.parse(id).hasPrefix(around)) results.put(id, Rerun.of(thrown));
        }
    }
}
