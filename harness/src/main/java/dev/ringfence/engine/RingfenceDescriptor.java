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
    private final ClassTemplates classTemplates;

    RingfenceDescriptor(UniqueId uniqueId, Map<UniqueId, Set<UniqueId>> invocations, ClassTemplates classTemplates) {
        super(uniqueId, "Ringfence");
        this.invocations = Map.copyOf(invocations);
        this.classTemplates = classTemplates;
    }

    static RingfenceDescriptor empty(UniqueId uniqueId) {
        return new RingfenceDescriptor(uniqueId, Map.of(), new ClassTemplates(Map.of()));
    }

    ClassTemplates classTemplates() {
        return classTemplates;
    }

    /** Returns whether of some test below a descriptor only single invocations were selected. */
    boolean selectsParts(TestDescriptor descriptor) {
        return invocations.keySet().stream().anyMatch(leaf -> leaf.hasPrefix(descriptor.getUniqueId()));
    }

    /** Returns the ids by which a worker's Jupiter selects what was selected of a leaf. */
    List<String> selected(TestDescriptor leaf) {
        return classTemplates.below(leaf).stream()
                .map(TestDescriptor::getUniqueId)
                .flatMap(id -> invocations.getOrDefault(id, Set.of(id)).stream())
                .map(UniqueIds::inJupiter)
                .distinct()
                .toList();
    }
}
