package dev.ringfence.engine;

import dev.ringfence.jupiter.ClassNamePatterns;
import dev.ringfence.session.TracerSession;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apiguardian.api.API;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;

/**
 * Runs the traced ones of Jupiter's tests in forked JVMs. Lets Jupiter discover under the root id of this engine, keeps
 * the branches that are traced, has a worker run them by their unique ids, and replays its events.
 *
 * <p>Claims nothing inside of a worker, with {@code ringfence.mode=inline}, and where it is not at the top level (inside
 * of a suite): there the Jupiter extension says what to do.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RingfenceTestEngine implements TestEngine {
    /** Id of this engine. */
    public static final String ID = UniqueIds.RINGFENCE;

    private final TracerSession tracer;

    /** Made by the service loader. */
    public RingfenceTestEngine() {
        this(SharedTracer.session());
    }

    RingfenceTestEngine(TracerSession tracer) {
        this.tracer = tracer;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        boolean inWorker = Boolean.getBoolean("ringfence.worker");
        Optional<TestEngine> jupiter = inWorker || uniqueId.getSegments().size() > 1 ? Optional.empty() : jupiter();
        if (jupiter.isEmpty()) {
            return RingfenceDescriptor.empty(uniqueId);
        }
        ConfigurationParameters parameters = request.getConfigurationParameters();
        if (Configuration.isInline(parameters)) {
            return RingfenceDescriptor.empty(uniqueId);
        }
        // First of all: everything else goes on while the tracer starts.
        if (selectsTracedClass(request, Configuration.patterns(parameters))) tracer.prepare();
        Configuration configuration = Configuration.of(parameters);
        return claim(jupiter.get(), JupiterRequest.of(request, uniqueId), uniqueId, configuration);
    }

    /**
     * Returns whether a class that is selected itself is traced. The tracer then starts while Jupiter discovers; what is
     * selected in another way is known afterwards.
     */
    private static boolean selectsTracedClass(EngineDiscoveryRequest request, ClassNamePatterns patterns) {
        return request.getSelectorsByType(ClassSelector.class).stream()
                .anyMatch(selector -> ReflectionSupport.tryToLoadClass(selector.getClassName())
                        .toOptional()
                        .filter(type -> TracedElements.annotation(type).isPresent() || patterns.match(type))
                        .isPresent());
    }

    private TestDescriptor claim(
            TestEngine jupiter, JupiterRequest request, UniqueId uniqueId, Configuration configuration) {
        TestDescriptor discovered = jupiter.discover(request, uniqueId);
        for (TestDescriptor child : List.copyOf(discovered.getChildren())) {
            keepTraced(child, false, configuration.patterns());
        }
        if (discovered.getChildren().isEmpty()) {
            return RingfenceDescriptor.empty(uniqueId);
        }
        RingfenceDescriptor root = new RingfenceDescriptor(
                uniqueId, SingleInvocations.find(jupiter, request, discovered), ClassTemplates.note(discovered));
        for (TestDescriptor child : List.copyOf(discovered.getChildren())) {
            discovered.removeChild(child);
            root.addChild(child);
        }
        SingleInvocations.leaves(root).forEach(leaf -> Claims.add(UniqueIds.inJupiter(leaf.getUniqueId())));
        tracer.prepare();
        return root;
    }

    /** Removes the leaves that are not traced, and the containers that are empty then. */
    static void keepTraced(TestDescriptor descriptor, boolean above, ClassNamePatterns patterns) {
        boolean traced = above || TracedElements.isTraced(descriptor, patterns);
        boolean leaf = descriptor.getChildren().isEmpty();
        for (TestDescriptor child : List.copyOf(descriptor.getChildren())) {
            keepTraced(child, traced, patterns);
        }
        if (leaf ? !traced : descriptor.getChildren().isEmpty()) {
            descriptor.removeFromHierarchy();
        }
    }

    static Optional<TestEngine> jupiter() {
        for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
            if (engine.getId().equals(UniqueIds.JUPITER)) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    @Override
    public void execute(ExecutionRequest request) {
        if (request.getRootTestDescriptor() instanceof RingfenceDescriptor root
                && !root.getChildren().isEmpty()) {
            SharedTracer.runAlone(tracer, () -> new Execution(request, root, tracer).run());
        } else {
            new Progress(request.getRootTestDescriptor(), request.getEngineExecutionListener()).executeNothing();
        }
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("dev.ringfence");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("ringfence-harness");
    }
}
