package dev.ringfence.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/**
 * Finds which single invocations of a template were selected. Jupiter keeps that in its descriptors, out of reach; so the
 * ids of the invocations are worked out here, for the worker's Jupiter to select by. A template that is selected as a
 * whole, too, runs as a whole, as in Jupiter.
 */
final class SingleInvocations {
    private static final String CLASS_TEMPLATE = "class-template";

    private final TestEngine jupiter;
    private final JupiterRequest request;
    private final UniqueId root;
    private final Map<UniqueId, Set<UniqueId>> byLeaf = new HashMap<>();

    private SingleInvocations(TestEngine jupiter, JupiterRequest request, UniqueId root) {
        this.jupiter = jupiter;
        this.request = request;
        this.root = root;
    }

    /**
     * Returns the ids to select instead of a discovered leaf's, by the id of the leaf.
     *
     * @param discovered what the request led to
     */
    static Map<UniqueId, Set<UniqueId>> find(TestEngine jupiter, JupiterRequest request, TestDescriptor discovered) {
        SingleInvocations invocations = new SingleInvocations(jupiter, request, discovered.getUniqueId());
        invocations.find(leaves(discovered));
        return invocations.byLeaf;
    }

    static List<TestDescriptor> leaves(TestDescriptor descriptor) {
        List<TestDescriptor> leaves = new ArrayList<>();
        descriptor.accept(node -> {
            if (node.getChildren().isEmpty() && !node.isRoot()) {
                leaves.add(node);
            }
        });
        return leaves;
    }

    private void find(List<TestDescriptor> leaves) {
        List<DiscoverySelector> whole = new ArrayList<>();
        for (DiscoverySelector selector : request.selectors()) {
            if (selector instanceof IterationSelector iterations) {
                addIterations(iterations);
            } else if (!(selector instanceof UniqueIdSelector byId) || !addBelowLeaf(byId.getUniqueId(), leaves)) {
                whole.add(selector);
            }
        }
        if (!byLeaf.isEmpty() && !whole.isEmpty()) {
            Set<UniqueId> asWhole = new HashSet<>();
            leaves(discover(whole)).forEach(leaf -> asWhole.add(leaf.getUniqueId()));
            byLeaf.keySet().removeAll(asWhole);
        }
    }

    private boolean addBelowLeaf(UniqueId id, List<TestDescriptor> leaves) {
        boolean below = false;
        for (TestDescriptor leaf : leaves) {
            if (id.hasPrefix(leaf.getUniqueId()) && !id.equals(leaf.getUniqueId())) {
                add(leaf.getUniqueId(), id);
                below = true;
            }
        }
        return below || addBelowClassTemplate(id, leaves);
    }

    /** The leaves of a class template are its methods, next to its invocations: an id of one selects in all of them. */
    private boolean addBelowClassTemplate(UniqueId id, List<TestDescriptor> leaves) {
        List<UniqueId.Segment> segments = id.getSegments();
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i).getType().equals("class-template-invocation")) {
                return addInvocation(id, i, leaves);
            }
        }
        return false;
    }

    private boolean addInvocation(UniqueId id, int position, List<TestDescriptor> leaves) {
        UniqueId template = root;
        for (UniqueId.Segment segment : id.getSegments().subList(1, position)) {
            template = template.append(segment);
        }
        UniqueId prototype = template;
        for (UniqueId.Segment segment :
                id.getSegments().subList(position + 1, id.getSegments().size())) {
            prototype = prototype.append(segment);
        }
        boolean added = false;
        for (TestDescriptor leaf : leaves) {
            if (leaf.getUniqueId().hasPrefix(prototype) || prototype.hasPrefix(leaf.getUniqueId())) {
                add(leaf.getUniqueId(), id);
                added = true;
            }
        }
        return added;
    }

    private void addIterations(IterationSelector selector) {
        DiscoverySelector parent = selector.getParentSelector();
        boolean ofClass = parent instanceof ClassSelector || parent instanceof NestedClassSelector;
        for (TestDescriptor leaf : leaves(discover(List.of(parent)))) {
            for (int index : selector.getIterationIndices()) {
                if (ofClass) {
                    addClassIteration(leaf.getUniqueId(), index);
                } else {
                    addIteration(leaf.getUniqueId(), index);
                }
            }
        }
    }

    private void addIteration(UniqueId leaf, int index) {
        String number = "#" + (index + 1);
        switch (leaf.getLastSegment().getType()) {
            case "test-template" -> add(leaf, leaf.append("test-template-invocation", number));
            case "test-factory" -> {
                // Which of the two it makes shows only when it runs; the other id selects nothing.
                add(leaf, leaf.append("dynamic-test", number));
                add(leaf, leaf.append("dynamic-container", number));
            }
            default -> {
                // Any other test has no iterations, and Jupiter did not resolve this selector.
            }
        }
    }

    private void addClassIteration(UniqueId leaf, int index) {
        UniqueId id = root;
        boolean inTemplate = false;
        for (UniqueId.Segment segment :
                leaf.getSegments().subList(1, leaf.getSegments().size())) {
            id = id.append(segment);
            if (!inTemplate && segment.getType().endsWith(CLASS_TEMPLATE)) {
                id = id.append("class-template-invocation", "#" + (index + 1));
                inTemplate = true;
            }
        }
        if (inTemplate) {
            add(leaf, id);
        }
    }

    private void add(UniqueId leaf, UniqueId invocation) {
        byLeaf.computeIfAbsent(leaf, key -> new LinkedHashSet<>()).add(invocation);
    }

    private TestDescriptor discover(List<DiscoverySelector> selectors) {
        return jupiter.discover(request.with(selectors), root);
    }
}
