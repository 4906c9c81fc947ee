package dev.ringfence.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;

/** How far one descriptor has come. Changed by {@link Progress} alone. */
final class Node {
    private final TestDescriptor descriptor;
    private final @Nullable Node parent;
    private final int depth;
    private State state = State.NEW;
    private TestExecutionResult result = TestExecutionResult.successful();
    private boolean invokes;

    enum State {
        NEW,
        STARTED,
        DONE
    }

    Node(TestDescriptor descriptor, @Nullable Node parent) {
        this.descriptor = descriptor;
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
    }

    TestDescriptor descriptor() {
        return descriptor;
    }

    Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    int depth() {
        return depth;
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    TestExecutionResult result() {
        return result;
    }

    /** Keeps the worse of the results that came from several workers. */
    void addResult(TestExecutionResult other) {
        if (other.getStatus().compareTo(result.getStatus()) > 0) {
            result = other;
        }
    }

    boolean isRegisteredLate() {
        return descriptor instanceof ReplayedDescriptor;
    }

    /** Whether containers were registered below it while it ran: then tests below it run as often as there are of these. */
    boolean invokes() {
        return invokes;
    }

    void markInvokes() {
        invokes = true;
    }

    boolean isBelow(Node other) {
        for (Node next = this; next != null; next = next.parent) {
            if (next == other) {
                return true;
            }
        }
        return false;
    }

    /** Returns this node or the nearest above it that was there when the tests were discovered. */
    Node discovered() {
        Node next = this;
        while (next.isRegisteredLate() && next.parent != null) {
            next = next.parent;
        }
        return next;
    }
}
