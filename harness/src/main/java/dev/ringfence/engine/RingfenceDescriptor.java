package dev.ringfence.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** Root of the claimed tests. */
final class RingfenceDescriptor extends EngineDescriptor {
    private final Map<UniqueId, Set<UniqueId>> invocations;

    RingfenceDescriptor(UniqueId uniqueId, Map<UniqueId, Set<UniqueId>> invocations) {
        super(uniqueId, "Ringfence");
        this.invocations = Map.copyOf(invocations);
    }

    /** Returns the ids by which a worker's Jupiter selects what was selected of a leaf. */
    List<String> selected(TestDescriptor leaf) {
        return invocations.getOrDefault(leaf.getUniqueId(), Set.of(leaf.getUniqueId())).stream()
                .map(UniqueIds::inJupiter)
                .toList();
    }
}
