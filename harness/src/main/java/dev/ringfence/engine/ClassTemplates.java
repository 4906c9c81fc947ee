package dev.ringfence.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;

/**
 * What the class templates among the claimed tests contain, noted at discovery: when the Launcher has pruned the tree,
 * Jupiter hides the methods of a class template, which then is a leaf itself.
 */
record ClassTemplates(Map<UniqueId, List<TestDescriptor>> members) {
    ClassTemplates {
        members = Map.copyOf(members);
    }

    static boolean isClassTemplate(UniqueId.Segment segment) {
        return segment.getType().equals("class-template") || segment.getType().equals("nested-class-template");
    }

    static ClassTemplates note(TestDescriptor discovered) {
        Map<UniqueId, List<TestDescriptor>> members = new HashMap<>();
        discovered.accept(node -> {
            if (isClassTemplate(node.getUniqueId().getLastSegment())) {
                members.put(node.getUniqueId(), List.copyOf(SingleInvocations.leaves(node)));
            }
        });
        return new ClassTemplates(members);
    }

    /** Returns the methods that are hidden below a leaf, or the leaf itself. */
    List<TestDescriptor> below(TestDescriptor leaf) {
        return members.getOrDefault(leaf.getUniqueId(), List.of(leaf)).stream()
                .filter(member -> isAttached(member, leaf))
                .toList();
    }

    /** A method that a filter of the Launcher removed has lost its parent; one that Jupiter hides has not. */
    private static boolean isAttached(TestDescriptor member, TestDescriptor template) {
        for (Optional<TestDescriptor> next = Optional.of(member);
                next.isPresent();
                next = next.get().getParent()) {
            if (next.get() == template) {
                return true;
            }
        }
        return false;
    }
}
