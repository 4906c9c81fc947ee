package dev.ringfence.engine;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.JavaSerialization;
import dev.ringfence.channel.ThrowableCodec;
import dev.ringfence.session.FakeTracer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A worker that runs tests with Jupiter in this JVM, on a thread of the fake tracer, and sends the events; it may die at
 * any of them. The tests it runs carry no annotation of ours: they are claimed by name.
 */
final class LauncherWorker implements FakeTracer.WorkerScript {
    private final Predicate<Frame.TestEvent> deadly;
    private final Frame.WorkerEnded death;

    LauncherWorker() {
        this(event -> false);
    }

    /** Dies after it has sent an event like this. */
    LauncherWorker(Predicate<Frame.TestEvent> deadly) {
        this(deadly, new Frame.WorkerEnded(3, null, "exited with code 3"));
    }

    LauncherWorker(Predicate<Frame.TestEvent> deadly, Frame.WorkerEnded death) {
        this.deadly = deadly;
        this.death = death;
    }

    @Override
    public void run(int worker, Frame.RunTests tests, FakeTracer.Player player) {
        LauncherDiscoveryRequestBuilder builder = LauncherDiscoveryRequestBuilder.request()
                .selectors(tests.uniqueIds().stream()
                        .map(DiscoverySelectors::selectUniqueId)
                        .toList())
                .configurationParameters(tests.configuration())
                // There is no tracer: what is annotated with @Traced runs in place.
                .configurationParameter("ringfence.mode", "inline");
        if (tests.outputDirectory() != null) {
            builder.configurationParameter(LauncherConstants.OUTPUT_DIR_PROPERTY_NAME, tests.outputDirectory());
        }
        LauncherDiscoveryRequest request = builder.build();
        Sender sender = new Sender(player);
        LauncherFactory.create(jupiterOnly()).execute(request, sender);
        if (!sender.dead) {
            player.send(new Frame.RunFinished());
        }
    }

    private static LauncherConfig jupiterOnly() {
        TestEngine jupiter = ServiceLoader.load(TestEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.getId().equals("junit-jupiter"))
                .findAny()
                .orElseThrow();
        return LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(jupiter)
                .build();
    }

    private final class Sender implements TestExecutionListener {
        private final FakeTracer.Player player;
        private boolean dead;

        Sender(FakeTracer.Player player) {
            this.player = player;
        }

        @Override
        public void dynamicTestRegistered(TestIdentifier test) {
            send(test, Frame.TestEvent.Kind.REGISTERED, null, null, null, Map.of(), null);
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            send(test, Frame.TestEvent.Kind.STARTED, null, null, null, Map.of(), null);
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            send(test, Frame.TestEvent.Kind.SKIPPED, reason, null, null, Map.of(), null);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            send(
                    test,
                    Frame.TestEvent.Kind.FINISHED,
                    null,
                    Frame.TestEvent.Status.valueOf(result.getStatus().name()),
                    result.getThrowable().map(ThrowableCodec::encode).orElse(null),
                    Map.of(),
                    null);
        }

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            send(test, Frame.TestEvent.Kind.REPORT_ENTRY, null, null, null, entry.getKeyValuePairs(), null);
        }

        @Override
        public void fileEntryPublished(TestIdentifier test, FileEntry file) {
            send(test, Frame.TestEvent.Kind.FILE_PUBLISHED, null, null, null, Map.of(), file);
        }

        private void send(
                TestIdentifier test,
                Frame.TestEvent.Kind kind,
                String reason,
                Frame.TestEvent.Status status,
                byte[] throwable,
                Map<String, String> entry,
                FileEntry file) {
            Frame.TestEvent event = new Frame.TestEvent(
                    kind,
                    test.getUniqueId(),
                    test.getParentId().orElse(null),
                    test.getDisplayName(),
                    test.getLegacyReportingName(),
                    nodeType(test.getType()),
                    test.getTags().stream().map(TestTag::getName).sorted().toList(),
                    JavaSerialization.encode(test.getSource().orElse(null)),
                    reason,
                    status,
                    throwable,
                    entry,
                    file == null ? null : file.getPath().toString(),
                    file == null ? null : file.getMediaType().orElse(null));
            if (!dead) {
                player.send(new Frame.Output(
                        false, (kind + " " + test.getDisplayName() + "\n").getBytes(StandardCharsets.UTF_8)));
                player.send(event);
                if (deadly.test(event)) {
                    dead = true;
                    player.send(death);
                }
            }
        }
    }

    private static Frame.TestEvent.NodeType nodeType(TestDescriptor.Type type) {
        return Frame.TestEvent.NodeType.valueOf(type.name());
    }

    /** An event of a test with this display name. */
    static Predicate<Frame.TestEvent> on(Frame.TestEvent.Kind kind, String displayName) {
        return event -> event.kind() == kind && event.displayName().equals(displayName);
    }

    static List<String> names(Frame.RunTests tests) {
        return tests.uniqueIds().stream()
                .map(id -> id.substring(id.lastIndexOf('[')))
                .toList();
    }
}
