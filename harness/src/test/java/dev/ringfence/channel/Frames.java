package dev.ringfence.channel;

import dev.ringfence.event.JavaStack;
import dev.ringfence.snapshot.SnapshotPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** At least one frame of each type, with each component that may be null both null and not. */
final class Frames {
    private Frames() {}

    static List<Frame> all() {
        return Stream.of(orders(), events(), ends(), measurements())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Frame> orders() {
        return List.of(
                new Frame.StartWorker(new WorkerSpec(
                        List.of("/usr/bin/java", "", "with \"quotes\" and\nlines"),
                        Map.of("PATH", "/bin", "EMPTY", "", "ÜMLAUT", "\ud83d\ude00"),
                        "/work dir",
                        "/tmp/ringfence-1/worker.sock",
                        Set.of("openat", "close"),
                        Set.of("close"),
                        Set.of(SnapshotPart.MEMORY, SnapshotPart.THREAD_ORIGINS),
                        250,
                        3_000_000_000L,
                        10_000,
                        "/usr/lib/jvm/java-17",
                        List.of("/a.jar", "/classes"))),
                new Frame.KillWorker(),
                new Frame.EndTracer(),
                new Frame.RunTests(List.of("[engine:junit-jupiter]/[class:A]"), Map.of("k", "v"), "/out"),
                new Frame.RunTests(List.of(), Map.of(), null),
                new Frame.EndWorker(),
                new Frame.WorkerReady());
    }

    private static List<Frame> events() {
        return List.of(
                new Frame.TestEvent(
                        Frame.TestEvent.Kind.FINISHED,
                        "[engine:junit-jupiter]/[class:A]/[method:b()]",
                        "[engine:junit-jupiter]/[class:A]",
                        "b()",
                        "b",
                        Frame.TestEvent.NodeType.TEST,
                        List.of("fast", "io"),
                        new byte[] {-1, 0, 1},
                        "a reason",
                        Frame.TestEvent.Status.ABORTED,
                        new byte[] {42},
                        Map.of("key", "value"),
                        "/out/file.txt",
                        "text/plain"),
                new Frame.TestEvent(
                        Frame.TestEvent.Kind.REGISTERED,
                        "id",
                        null,
                        "",
                        "",
                        Frame.TestEvent.NodeType.CONTAINER_AND_TEST,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        null,
                        null),
                new Frame.HeldEvent(new Frame.TestEvent(
                        Frame.TestEvent.Kind.STARTED,
                        "id",
                        "parent",
                        "b()",
                        "b",
                        Frame.TestEvent.NodeType.TEST,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        null,
                        null)));
    }

    private static List<Frame> ends() {
        return List.of(
                new Frame.RunFinished(),
                new Frame.WorkerFailed("no canary", "at a.B.c(B.java:1)"),
                new Frame.TracerReady(4711),
                new Frame.WorkerStarted(Integer.MAX_VALUE),
                new Frame.Output(true, new byte[] {10, -128, 127}),
                new Frame.Output(false, new byte[0]),
                new Frame.WorkerEnded(3, null, "exited with code 3"),
                new Frame.WorkerEnded(-1, "SIGKILL", "killed by SIGKILL"),
                new Frame.Unavailable("ptrace is forbidden", "allow it"),
                new Frame.TracerFailed("bug", "at a.B.c(B.java:1)", List.of("openat", "close")));
    }

    private static List<Frame> measurements() {
        return List.of(
                new Frame.Hello(12, List.of(13, 14)),
                new Frame.Welcome(true),
                new Frame.Welcome(false),
                new Frame.HeapInfo(true, " garbage-first heap\n"),
                new Frame.HeapInfo(false, "it does not say"),
                new Frame.StackRequest(1, 2),
                new Frame.StackAnswer(3, new JavaStack.Absent("it is not a Java thread"), false, true),
                new Frame.StackAnswer(
                        -4,
                        new JavaStack.Taken(
                                1L << 40,
                                "http-worker-3",
                                true,
                                List.of(
                                        new StackTraceElement("app", "m", "1.0", "a.B", "c", "B.java", 57),
                                        new StackTraceElement(null, null, null, "a.B", "d", null, -2))),
                        true,
                        false),
                new Frame.RecordingReady(
                        0xffffff, "{\"events\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
