package dev.ringfence.engine;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.channel.ThrowableCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;

/**
 * Replays the events of workers to JUnit's listener as if one JVM had run all: a container that several workers start (after
 * a death, or because its tests need several) is started once, and finished once, when nothing below it is left to run.
 */
final class Progress {
    private final TestDescriptor root;
    private final EngineExecutionListener listener;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Node> pending = new LinkedHashSet<>();
    private final Set<Node> running = new LinkedHashSet<>();
    private final Set<Node> open = new LinkedHashSet<>();
    private final List<Throwable> faults = new ArrayList<>();
    private boolean anyEvent;

    Progress(TestDescriptor root, EngineExecutionListener listener) {
        this.root = root;
        this.listener = listener;
        root.getChildren().forEach(child -> addDiscovered(child, null));
    }

    private void addDiscovered(TestDescriptor descriptor, @Nullable Node parent) {
        Node node = new Node(descriptor, parent);
        nodes.put(UniqueIds.inJupiter(descriptor.getUniqueId()), node);
        if (descriptor.getChildren().isEmpty()) {
            pending.add(node);
        }
        descriptor.getChildren().forEach(child -> addDiscovered(child, node));
    }

    void executeNothing() {
        listener.executionStarted(root);
        listener.executionFinished(root, TestExecutionResult.successful());
    }

    // --- The whole ---

    void begin() {
        listener.executionStarted(root);
    }

    /** Finishes the root, which fails for what could not be blamed on a test. */
    void end() {
        closeCompleted();
        if (faults.isEmpty()) {
            listener.executionFinished(root, TestExecutionResult.successful());
            return;
        }
        Throwable first = faults.get(0);
        faults.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        listener.executionFinished(root, TestExecutionResult.failed(first));
    }

    void addFault(Throwable fault) {
        faults.add(fault);
    }

    // --- One run in a worker ---

    /** Returns those of the tests that have not come to an end. */
    List<TestDescriptor> left(Collection<TestDescriptor> leaves) {
        return leaves.stream().filter(leaf -> pending.contains(node(leaf))).toList();
    }

    void beginRun(Collection<TestDescriptor> leaves) {
        running.clear();
        open.clear();
        anyEvent = false;
        leaves.forEach(leaf -> running.add(node(leaf)));
    }

    /** Ends a run of which the worker says that it is complete. */
    void endRun() {
        for (Node leaf : List.copyOf(running)) {
            if (pending.contains(leaf)) {
                reportLost(leaf);
            }
        }
        closeCompleted();
    }

    private Node node(TestDescriptor descriptor) {
        Node node = nodes.get(UniqueIds.inJupiter(descriptor.getUniqueId()));
        if (node == null) {
            throw new IllegalStateException("not a test of this execution: " + descriptor.getUniqueId());
        }
        return node;
    }

    // --- Events of the worker ---

    void replay(Frame.TestEvent event) {
        if (event.uniqueId().equals(UniqueIds.inJupiter(root.getUniqueId()))) {
            replayRoot(event);
            return;
        }
        anyEvent = true;
        if (event.kind() == Frame.TestEvent.Kind.REGISTERED) {
            register(event);
            return;
        }
        Node node = nodes.get(event.uniqueId());
        if (node == null) {
            addFault(new HarnessException("the forked JVM ran what it was not asked to: " + event.uniqueId()));
            return;
        }
        switch (event.kind()) {
            case STARTED -> started(node);
            case SKIPPED -> skipped(node, event.reason() == null ? "" : event.reason());
            case FINISHED -> finished(node, result(event));
            case REPORT_ENTRY -> listener.reportingEntryPublished(node.descriptor(), ReportEntry.from(event.entry()));
            case FILE_PUBLISHED -> {
                Path file = Path.of(event.file() == null ? "" : event.file());
                listener.fileEntryPublished(node.descriptor(), FileEntry.from(file, event.mediaType()));
            }
            default -> throw new IllegalStateException("not an event of a node: " + event.kind());
        }
    }

    private void replayRoot(Frame.TestEvent event) {
        if (event.kind() == Frame.TestEvent.Kind.FINISHED) {
            result(event).getThrowable().ifPresent(this::addFault);
        }
    }

    private static TestExecutionResult result(Frame.TestEvent event) {
        Throwable throwable = event.throwable() == null ? null : ThrowableCodec.decode(event.throwable());
        Frame.TestEvent.Status status = event.status();
        if (status == null) {
            throw new HarnessException("the forked JVM finished a test without a result: " + event.uniqueId());
        }
        return switch (status) {
            case SUCCESSFUL -> TestExecutionResult.successful();
            case ABORTED -> TestExecutionResult.aborted(throwable);
            case FAILED -> TestExecutionResult.failed(throwable);
        };
    }

    private void register(Frame.TestEvent event) {
        Node parent = event.parentId() == null ? null : nodes.get(event.parentId());
        if (parent == null) {
            addFault(new HarnessException("the forked JVM ran what it was not asked to: " + event.uniqueId()));
            return;
        }
        if (nodes.containsKey(event.uniqueId())) {
            return;
        }
        UniqueId id = UniqueIds.below(root.getUniqueId(), UniqueId.parse(event.uniqueId()))
                .orElseThrow(() -> new HarnessException("not a test of Jupiter: " + event.uniqueId()));
        ReplayedDescriptor descriptor = new ReplayedDescriptor(id, event);
        parent.descriptor().addChild(descriptor);
        if (descriptor.isContainer()) {
            parent.markInvokes();
        }
        nodes.put(event.uniqueId(), new Node(descriptor, parent));
        listener.dynamicTestRegistered(descriptor);
    }

    private void started(Node node) {
        open.add(node);
        start(node);
    }

    private void start(Node node) {
        node.parent().ifPresent(this::start);
        if (node.state() == Node.State.NEW) {
            node.become(Node.State.STARTED);
            listener.executionStarted(node.descriptor());
        }
    }

    private void skipped(Node node, String reason) {
        removePendingBelow(node);
        if (node.state() == Node.State.NEW) {
            node.parent().ifPresent(this::start);
            node.become(Node.State.DONE);
            listener.executionSkipped(node.descriptor(), reason);
        }
    }

    private void finished(Node node, TestExecutionResult result) {
        if (node.descriptor().isContainer()) {
            finishedBelow(node, result);
        }
        pending.remove(node);
        open.remove(node);
        node.addResult(result);
        if (!node.descriptor().isContainer() || pendingBelow(node).isEmpty()) {
            close(node);
        }
    }

    /** A container that succeeded ran all of its tests, and one that did not ran what it could. */
    private void finishedBelow(Node node, TestExecutionResult result) {
        if (!pending.contains(node) && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL && !node.invokes()) {
            pendingBelow(node).stream().filter(running::contains).toList().forEach(this::reportLost);
        }
        pendingBelow(node).stream().filter(running::contains).toList().forEach(pending::remove);
    }

    private void reportLost(Node leaf) {
        fail(leaf, Deaths.nothingReported());
    }

    // --- What did not go as asked ---

    /** Fails a test or container, which is started if it was not, and gives up what is below it. */
    void fail(Node node, Throwable failure) {
        removePendingBelow(node);
        if (node.state() == Node.State.DONE) {
            addFault(failure);
            return;
        }
        start(node);
        node.addResult(TestExecutionResult.failed(failure));
        open.remove(node);
        closeBelow(node);
        close(node);
    }

    /** Ends a test without a verdict; does nothing if it has ended. */
    void abort(Node node, Throwable reason) {
        removePendingBelow(node);
        if (node.state() != Node.State.DONE) {
            start(node);
            node.addResult(TestExecutionResult.aborted(reason));
            close(node);
        }
    }

    /** Skips a test or container that has not started. */
    void skip(Node node, String reason) {
        skipped(node, reason);
    }

    private void close(Node node) {
        if (node.state() == Node.State.STARTED) {
            node.become(Node.State.DONE);
            listener.executionFinished(node.descriptor(), node.result());
        }
    }

    /** Closes what has started and has nothing left to run below it, innermost first. */
    void closeCompleted() {
        nodes.values().stream()
                .filter(node -> node.state() == Node.State.STARTED)
                .filter(node -> pendingBelow(node).isEmpty())
                .sorted(Comparator.comparingInt(Node::depth).reversed())
                .forEach(this::close);
    }

    private void closeBelow(Node node) {
        nodes.values().stream()
                .filter(other -> other != node && other.isBelow(node))
                .sorted(Comparator.comparingInt(Node::depth).reversed())
                .forEach(this::close);
    }

    private List<Node> pendingBelow(Node node) {
        return pending.stream().filter(leaf -> leaf.isBelow(node)).toList();
    }

    private void removePendingBelow(Node node) {
        pendingBelow(node).forEach(pending::remove);
    }

    // --- Questions ---

    /** Returns the innermost test that the worker has started and not finished. */
    Optional<Node> openTest() {
        return open.stream().filter(node -> node.descriptor().isTest()).max(Comparator.comparingInt(Node::depth));
    }

    /** Returns the innermost container that the worker has started and not finished. */
    Optional<Node> openContainer() {
        return open.stream().max(Comparator.comparingInt(Node::depth));
    }

    boolean hadEvents() {
        return anyEvent;
    }

    /** Returns the test classes of these tests, each once. */
    List<Node> classesOf(Collection<TestDescriptor> leaves) {
        Set<Node> classes = new LinkedHashSet<>();
        for (TestDescriptor leaf : leaves) {
            Node node = node(leaf);
            while (node.parent().isPresent()) {
                node = node.parent().get();
            }
            classes.add(node);
        }
        return List.copyOf(classes);
    }

    List<Node> nodesOf(Collection<TestDescriptor> leaves) {
        return leaves.stream().map(this::node).toList();
    }

    Node classNode(TestDescriptor testClass) {
        return node(testClass);
    }
}
