package dev.ringfence.worker;

import dev.ringfence.channel.HarnessException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Collects what became of the tests of a run that is not reported. */
final class CollectingListener implements TestExecutionListener {
    private final Set<String> wanted;
    private final Map<String, Optional<Throwable>> results = new HashMap<>();

    CollectingListener(Set<String> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Returns for each wanted test what it threw; for one that did not run, why. */
    Map<String, Optional<Throwable>> results() {
        Map<String, Optional<Throwable>> all = new HashMap<>(results);
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(all.keySet());
        for (String id : missing) {
            all.put(
                    id,
                    Optional.of(new HarnessException("no test with the unique id " + id + " was found to run again")));
        }
        return all;
    }

    @Override
    public void executionSkipped(TestIdentifier id, String reason) {
        blame(id, new HarnessException("it was skipped when it was run again: " + reason));
    }

    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        Optional<Throwable> thrown = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
                ? Optional.empty()
                : Optional.of(result.getThrowable()
                        .orElseGet(() -> new HarnessException("it ended as " + result.getStatus())));
        if (wanted.contains(id.getUniqueId())) {
            results.put(id.getUniqueId(), thrown);
        } else {
            // @BeforeAll or @AfterAll of a class around it.
            thrown.ifPresent(t -> blame(id, t));
        }
    }

    private void blame(TestIdentifier container, Throwable thrown) {
        UniqueId around = container.getUniqueIdObject();
        for (String id : wanted) {
            if (UniqueId.parse(id).hasPrefix(around)) results.put(id, Optional.of(thrown));
        }
    }
}
