package dev.ringfence.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryFilter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryListener;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/**
 * A discovery request as Jupiter is given it under our root: with unique ids of either engine moved below that root, and
 * without a listener, since Jupiter tells its issues to the one of its own discovery. Only what becomes of ids that name
 * our engine is told, because nobody else would.
 */
final class JupiterRequest implements EngineDiscoveryRequest {
    private final EngineDiscoveryRequest request;
    private final List<DiscoverySelector> selectors;
    private final EngineDiscoveryListener listener;

    private JupiterRequest(
            EngineDiscoveryRequest request, List<DiscoverySelector> selectors, EngineDiscoveryListener listener) {
        this.request = request;
        this.selectors = List.copyOf(selectors);
        this.listener = listener;
    }

    /** Returns the request with all of its selectors. */
    static JupiterRequest of(EngineDiscoveryRequest request, UniqueId root) {
        List<DiscoverySelector> selectors = request.getSelectorsByType(DiscoverySelector.class).stream()
                .flatMap(selector -> moved(selector, root).stream())
                .toList();
        return new JupiterRequest(request, selectors, new OwnIds(request));
    }

    /** Returns the request with other selectors, which are Jupiter's already. */
    JupiterRequest with(Collection<? extends DiscoverySelector> others) {
        return new JupiterRequest(request, List.copyOf(others), EngineDiscoveryListener.NOOP);
    }

    private static Optional<DiscoverySelector> moved(DiscoverySelector selector, UniqueId root) {
        if (selector instanceof UniqueIdSelector byId) {
            return UniqueIds.below(root, byId.getUniqueId()).map(DiscoverySelectors::selectUniqueId);
        }
        if (selector instanceof IterationSelector iterations
                && iterations.getParentSelector() instanceof UniqueIdSelector byId) {
            int[] indices = iterations.getIterationIndices().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            return moved(byId, root).map(parent -> DiscoverySelectors.selectIteration(parent, indices));
        }
        return Optional.of(selector);
    }

    List<DiscoverySelector> selectors() {
        return selectors;
    }

    @Override
    public <T extends DiscoverySelector> List<T> getSelectorsByType(Class<T> type) {
        return selectors.stream()
                .flatMap(selector -> type.isInstance(selector) ? Stream.of(type.cast(selector)) : Stream.empty())
                .toList();
    }

    @Override
    public <T extends DiscoveryFilter<?>> List<T> getFiltersByType(Class<T> type) {
        return request.getFiltersByType(type);
    }

    @Override
    public ConfigurationParameters getConfigurationParameters() {
        return request.getConfigurationParameters();
    }

    @Override
    public EngineDiscoveryListener getDiscoveryListener() {
        return listener;
    }

    @Override
    public OutputDirectoryCreator getOutputDirectoryCreator() {
        return request.getOutputDirectoryCreator();
    }

    /** Passes on what becomes of the ids of our engine. */
    private record OwnIds(EngineDiscoveryRequest request) implements EngineDiscoveryListener {
        @Override
        public void selectorProcessed(UniqueId engine, DiscoverySelector selector, SelectorResolutionResult result) {
            boolean asked = selector instanceof UniqueIdSelector byId
                    && UniqueIds.isOfRingfence(byId.getUniqueId())
                    && request.getSelectorsByType(UniqueIdSelector.class).contains(selector);
            if (asked) {
                request.getDiscoveryListener().selectorProcessed(engine, selector, result);
            }
        }
    }
}
