package dev.ringfence.engine;

import java.util.Collection;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;

/**
 * Puts the end of a worker on what it ran. The open test fails. Where that is one invocation of a template, the template
 * fails, too, and is not run again, because its further invocations cannot be selected one by one. Without an open test it
 * is the innermost open container, as when its {@code @BeforeAll} fails; without that, too, the first class that had not
 * begun, if nothing at all has happened, or else nobody but the engine itself. Each death takes at least one test, so
 * that starting new workers comes to an end.
 */
final class Blame {
    private final Progress progress;

    Blame(Progress progress) {
        this.progress = progress;
    }

    void put(Throwable failure, Collection<TestDescriptor> run) {
        Optional<Node> test = progress.openTest();
        Optional<Node> culprit = test.isPresent() ? test : progress.openContainer();
        if (culprit.isPresent()) {
            failWithTemplate(culprit.get(), failure);
        } else if (progress.hadEvents() || progress.left(run).isEmpty()) {
            progress.addFault(failure);
        } else {
            progress.fail(progress.classesOf(progress.left(run)).get(0), failure);
        }
        progress.closeCompleted();
    }

    private void failWithTemplate(Node node, Throwable failure) {
        Node discovered = node.discovered();
        progress.fail(node, failure);
        if (discovered != node) {
            progress.fail(discovered, failure);
        }
    }
}
