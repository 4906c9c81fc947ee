package dev.ringfence.engine;

import dev.ringfence.session.FakeTracer;
import dev.ringfence.session.TracerSession;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Launchers as a build tool has them, but with a fake tracer. */
final class Launchers {
    private Launchers() {}

    static TestEngine jupiter() {
        return ServiceLoader.load(TestEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.getId().equals("junit-jupiter"))
                .findAny()
                .orElseThrow();
    }

    static Launcher with(TracerSession tracer) {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(jupiter(), new RingfenceTestEngine(tracer))
                .build());
    }

    static LauncherDiscoveryRequest request(Map<String, String> configuration, DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(configuration)
                .build();
    }

    /** Runs in the fake tracer's workers what is named *TestCase, and returns the events. */
    static EventLog run(FakeTracer tracer, Map<String, String> configuration, DiscoverySelector... selectors) {
        EventLog log = new EventLog();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameter("ringfence.trace", "*TestCase")
                .configurationParameters(configuration)
                .build();
        try (TracerSession session = tracer.session()) {
            with(session).execute(request, log);
        }
        return log;
    }

    /** Runs in this JVM, and returns the events. */
    static EventLog runPlain(DiscoverySelector... selectors) {
        EventLog log = new EventLog();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        log);
        return log;
    }
}
