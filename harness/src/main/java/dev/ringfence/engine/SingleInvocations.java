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
 * Finds which single invocations of a template, a method or a class, were selected. Jupiter keeps that in its descriptors,
 * out of reach; so the ids of the invocations are worked out here, for the worker's Jupiter to select by. What is selected
 * as a whole, too, runs as a whole, as in Jupiter.
 */
final class SingleInvocations {
    private static final String CLASS_INVOCATION = "class-template-invocation";

    private final TestEngine jupiter;
    private final JupiterRequest request;
    private final UniqueId root;
    private final List<TestDescriptor> leaves;
    private final Map<UniqueId, Set<UniqueId>> byLeaf = new HashMap<>();

    private SingleInvocations(TestEngine jupiter, JupiterRequest request, TestDescriptor discovered) {
        this.jupiter = jupiter;
        this.request = request;
        this.root = discovered.getUniqueId();
        this.leaves = leaves(discovered);
    }

    /**
     * Returns the ids to select instead of a discovered leaf's, by the id of the leaf.
     *
     * @param discovered what the request led to
     */
    static Map<UniqueId, Set<UniqueId>> find(TestEngine jupiter, JupiterRequest request, TestDescriptor discovered) {
        SingleInvocations invocations = new SingleInvocations(jupiter, request, discovered);
        invocations.find();
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

    private void find() {
        List<DiscoverySelector> whole = new ArrayList<>();
        for (DiscoverySelector selector : request.selectors()) {
            if (!addParts(selector)) {
                whole.add(selector);
            }
        }
        if (!byLeaf.isEmpty() && !whole.isEmpty()) {
            Set<UniqueId> asWhole = new HashSet<>();
            leaves(discover(whole)).forEach(leaf -> asWhole.add(leaf.getUniqueId()));
            byLeaf.keySet().removeAll(asWhole);
        }
    }

    /** Adds what a selector selects of leaves; returns false for one that selects leaves as a whole. */
    private boolean addParts(DiscoverySelector selector) {
        if (selector instanceof IterationSelector iterations) {
            addIterations(iterations);
            return true;
        }
        return selector instanceof UniqueIdSelector byId
                && (addBelowLeaf(byId.getUniqueId(), byId.getUniqueId()) || addBelowClassTemplate(byId.getUniqueId()));
    }

    private boolean addBelowLeaf(UniqueId id, UniqueId selected) {
        boolean below = false;
        for (TestDescriptor leaf : leaves) {
            if (id.hasPrefix(leaf.getUniqueId()) && !selected.equals(leaf.getUniqueId())) {
                add(leaf.getUniqueId(), selected);
                below = true;
            }
        }
        return below;
    }

    /** The leaves of a class template are its methods, next to its invocations: an id of one selects in these leaves. */
    private boolean addBelowClassTemplate(UniqueId id) {
        UniqueId prototype = root;
        boolean ofInvocation = false;
        for (UniqueId.Segment segment :
                id.getSegments().subList(1, id.getSegments().size())) {
            if (segment.getType().equals(CLASS_INVOCATION)) {
                ofInvocation = true;
            } else {
                prototype = prototype.append(segment);
            }
        }
        if (!ofInvocation) {
            return false;
        }
        boolean above = false;
        for (TestDescriptor leaf : leaves) {
            if (leaf.getUniqueId().hasPrefix(prototype)) {
                add(leaf.getUniqueId(), id);
                above = true;
            }
        }
        return above || addBelowLeaf(prototype, id);
    }

    private void addIterations(IterationSelector selector) {
        DiscoverySelector parent = selector.getParentSelector();
        boolean ofClass = parent instanceof ClassSelector || parent instanceof NestedClassSelector;
        for (TestDescriptor leaf : leaves(discover(List.of(parent)))) {
            for (int index : selector.getIterationIndices()) {
                String number = "#" + (index + 1);
                if (ofClass) {
                    addClassIteration(leaf.getUniqueId(), number);
                } else {
                    addIteration(leaf.getUniqueId(), number);
                }
            }
        }
    }

    private void addIteration(UniqueId leaf, String number) {
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

    private void addClassIteration(UniqueId leaf, String number) {
        UniqueId id = root;
        boolean inTemplate = false;
        for (UniqueId.Segment segment :
                leaf.getSegments().subList(1, leaf.getSegments().size())) {
            id = id.append(segment);
            if (!inTemplate && ClassTemplates.isClassTemplate(segment)) {
                id = id.append(CLASS_INVOCATION, number);
                inTemplate = true;
            }
        }
        if (inTemplate) {
            add(leaf, id);
        }
    }

    private void add(UniqueId leaf, UniqueId part) {
        byLeaf.computeIfAbsent(leaf, key -> new LinkedHashSet<>()).add(part);
    }

    private TestDescriptor discover(List<DiscoverySelector> selectors) {
        return jupiter.discover(request.with(selectors), root);
    }
}
