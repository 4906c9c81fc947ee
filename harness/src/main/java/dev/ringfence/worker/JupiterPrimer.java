package dev.ringfence.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Has JUnit's classes loaded while the worker waits for the tracer: it runs an empty test of its own. Nothing of the
 * user's takes part in that, neither configuration nor listeners nor extensions.
 */
final class JupiterPrimer {
    private static final String JUPITER = "org.junit.jupiter.engine.JupiterTestEngine";

    private JupiterPrimer() {}

    static void prime() {
        // Other engines are not even made.
        ServiceLoader.load(TestEngine.class).stream()
                .filter(engine -> engine.type().getName().equals(JUPITER))
                .findFirst()
                .ifPresent(jupiter -> run(jupiter.get()));
    }

    private static void run(TestEngine jupiter) {
        LauncherConfig nobodyElse = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(jupiter)
                .build();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Empty.class))
                .enableImplicitConfigurationParameters(false)
                .build();
        LauncherFactory.create(nobodyElse).execute(request);
    }

    /** Has nothing to run but itself. */
    static final class Empty {
        @Test
        void nothing() {}
    }
}
