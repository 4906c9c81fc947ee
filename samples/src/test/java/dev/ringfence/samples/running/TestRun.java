package dev.ringfence.samples.running;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of test classes, as Maven or an IDE would run them, by one engine. */
public final class TestRun {
    /** The engine that forks and traces. */
    public static final String RINGFENCE = "ringfence";

    /** The ordinary engine. */
    public static final String JUPITER = "junit-jupiter";

    private final String engine;
    private final Map<String, String> configuration;

    private TestRun(String engine, Map<String, String> configuration) {
        this.engine = engine;
        this.configuration = Map.copyOf(configuration);
    }

    /** Makes a run by an engine. */
    public static TestRun with(String engine) {
        return new TestRun(engine, Map.of());
    }

    /** Returns this run with one configuration parameter more. */
    public TestRun configured(String key, String value) {
        Map<String, String> more = new HashMap<>(configuration);
        more.put(key, value);
        return new TestRun(engine, more);
    }

    /** Runs the tests of the classes and returns a verdict for every test, and for every container that failed. */
    public List<Verdict> of(Class<?>... classes) {
        Collector collector = new Collector();
        LauncherFactory.create().execute(request(classes), collector);
        return List.copyOf(collector.verdicts);
    }

    /** Runs what a selector selects, such as one method. */
    public List<Verdict> of(DiscoverySelector selector) {
        Collector collector = new Collector();
        LauncherFactory.create().execute(builder().selectors(selector).build(), collector);
        return List.copyOf(collector.verdicts);
    }

    /** Runs the tests of the classes and tells a listener. */
    public void of(TestExecutionListener listener, Class<?>... classes) {
        LauncherFactory.create().execute(request(classes), listener);
    }

    private LauncherDiscoveryRequestBuilder builder() {
        return LauncherDiscoveryRequestBuilder.request()
                .filters(EngineFilter.includeEngines(engine))
                .configurationParameters(configuration);
    }

    private LauncherDiscoveryRequest request(Class<?>... classes) {
        LauncherDiscoveryRequestBuilder request = builder();
        for (Class<?> each : classes) request.selectors(selectClass(each));
        return request.build();
    }

    private static final class Collector implements TestExecutionListener {
        private final Map<String, Map<String, String>> entries = new HashMap<>();
        private final List<Verdict> verdicts = new ArrayList<>();

        @Override
        public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            entries.computeIfAbsent(test.getUniqueId(), id -> new HashMap<>()).putAll(entry.getKeyValuePairs());
        }

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isContainer() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) return;
            verdicts.add(new Verdict(test, result, entries.getOrDefault(test.getUniqueId(), Map.of())));
        }
    }
}
