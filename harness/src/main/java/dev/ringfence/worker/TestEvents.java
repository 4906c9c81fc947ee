package dev.ringfence.worker;

import dev.ringfence.budget.FindingsCodec;
import dev.ringfence.budget.TestFindings;
import dev.ringfence.channel.Frame.TestEvent;
import dev.ringfence.channel.JavaSerialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.launcher.TestIdentifier;

/** Makes the frames of JUnit events. What a node is travels with its registration, its id with every event. */
final class TestEvents {
    /** An engine, then a class, its nested classes, methods, invocations. */
    private static final int SEGMENTS_OF_A_CLASS = 2;

    private TestEvents() {}

    static TestEvent registered(TestIdentifier id) {
        return of(id, TestEvent.Kind.REGISTERED, null, null, null, Map.of(), null);
    }

    static TestEvent started(TestIdentifier id) {
        return of(id, TestEvent.Kind.STARTED, null, null, null, Map.of(), null);
    }

    static TestEvent skipped(TestIdentifier id, String reason) {
        return of(id, TestEvent.Kind.SKIPPED, reason, null, null, Map.of(), null);
    }

    static TestEvent finished(TestIdentifier id, TestEvent.Status status, byte @Nullable [] throwable) {
        return of(id, TestEvent.Kind.FINISHED, null, status, throwable, Map.of(), null);
    }

    static TestEvent entry(TestIdentifier id, Map<String, String> entry) {
        return of(id, TestEvent.Kind.REPORT_ENTRY, null, null, null, entry, null);
    }

    static TestEvent file(TestIdentifier id, FileEntry file) {
        return of(id, TestEvent.Kind.FILE_PUBLISHED, null, null, null, Map.of(), file);
    }

    private static TestEvent of(
            TestIdentifier id,
            TestEvent.Kind kind,
            @Nullable String reason,
            TestEvent.@Nullable Status status,
            byte @Nullable [] throwable,
            Map<String, String> entry,
            @Nullable FileEntry file) {
        return new TestEvent(
                kind,
                id.getUniqueId(),
                id.getParentId().orElse(null),
                id.getDisplayName(),
                id.getLegacyReportingName(),
                type(id),
                id.getTags().stream().map(TestTag::getName).toList(),
                kind == TestEvent.Kind.REGISTERED
                        ? JavaSerialization.encode(id.getSource().orElse(null))
                        : null,
                reason,
                status,
                throwable,
                entry,
                file == null ? null : file.getPath().toAbsolutePath().toString(),
                file == null ? null : file.getMediaType().orElse(null));
    }

    private static TestEvent.NodeType type(TestIdentifier id) {
        return switch (id.getType()) {
            case TEST -> TestEvent.NodeType.TEST;
            case CONTAINER -> TestEvent.NodeType.CONTAINER;
            case CONTAINER_AND_TEST -> TestEvent.NodeType.CONTAINER_AND_TEST;
        };
    }

    /** Returns the same end with another result. */
    static TestEvent finished(TestEvent event, TestEvent.Status status, byte @Nullable [] throwable) {
        return like(event, TestEvent.Kind.FINISHED, status, throwable, Map.of(), null, null);
    }

    /** Returns a report entry of the same node. */
    static TestEvent entry(TestEvent event, Map<String, String> entry) {
        return like(event, TestEvent.Kind.REPORT_ENTRY, null, null, entry, null, null);
    }

    /** Returns what was found out about the same node. */
    static TestEvent findings(TestEvent event, TestFindings findings) {
        return like(event, TestEvent.Kind.FINDINGS, null, null, FindingsCodec.encode(findings), null, null);
    }

    /** Returns a published file of the same node. */
    static TestEvent file(TestEvent event, String path, String mediaType) {
        return like(event, TestEvent.Kind.FILE_PUBLISHED, null, null, Map.of(), path, mediaType);
    }

    private static TestEvent like(
            TestEvent event,
            TestEvent.Kind kind,
            TestEvent.@Nullable Status status,
            byte @Nullable [] throwable,
            Map<String, String> entry,
            @Nullable String file,
            @Nullable String mediaType) {
        return new TestEvent(
                kind,
                event.uniqueId(),
                event.parentId(),
                event.displayName(),
                event.legacyName(),
                event.nodeType(),
                event.tags(),
                event.source(),
                null,
                status,
                throwable,
                entry,
                file,
                mediaType);
    }

    /** Returns the id of the outermost class around a node: the child of the engine on its path. */
    static String outermostClass(String uniqueId) {
        List<UniqueId.Segment> segments = UniqueId.parse(uniqueId).getSegments();
        UniqueId id = UniqueId.root(segments.get(0).getType(), segments.get(0).getValue());
        for (UniqueId.Segment segment : segments.subList(1, Math.min(SEGMENTS_OF_A_CLASS, segments.size()))) {
            id = id.append(segment);
        }
        return id.toString();
    }
}
