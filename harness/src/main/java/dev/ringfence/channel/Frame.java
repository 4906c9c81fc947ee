package dev.ringfence.channel;

import dev.ringfence.event.JavaStack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A message between the three processes. The test JVM talks to the tracer, the tracer to the worker; what one end sends
 * to the other end is relayed by the tracer unread.
 *
 * <p>Path of each frame:
 *
 * <pre>
 * test JVM → tracer            StartWorker, KillWorker
 * test JVM → tracer → worker   RunTests, EndWorker
 * worker → tracer → test JVM   WorkerReady, TestEvent, HeldEvent, RunFinished, WorkerFailed
 * tracer → test JVM            TracerReady, WorkerStarted, Output, WorkerEnded, Unavailable, TracerFailed
 * worker ↔ tracer              Hello, Welcome, HeapInfo, StackRequest, StackAnswer, RecordingReady
 * </pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Frame {

    // --- Test JVM to tracer ---

    /** Start one worker. The tracer has at most one at a time. */
    record StartWorker(WorkerSpec spec) implements Frame {}

    /** Kill the worker and all that came from it at once; answered with {@link WorkerEnded}. */
    record KillWorker() implements Frame {}

    /** No worker will be wanted any more. Where the channel ends without this, the test JVM was killed. */
    record EndTracer() implements Frame {}

    // --- Test JVM to worker ---

    /**
     * Run these tests in one execution of the JUnit Launcher; answered by {@link TestEvent}s, then {@link RunFinished}.
     *
     * @param uniqueIds of descriptors in the {@code junit-jupiter} engine
     * @param configuration JUnit configuration parameters
     * @param outputDirectory JUnit's output directory of the test JVM, for published files
     */
    record RunTests(
            List<String> uniqueIds,
            Map<String, String> configuration,
            @Nullable String outputDirectory) implements Frame {
        public RunTests {
            uniqueIds = List.copyOf(uniqueIds);
            configuration = Map.copyOf(configuration);
        }
    }

    /** Exit in an orderly way, with all shutdown hooks. */
    record EndWorker() implements Frame {}

    // --- Worker to test JVM ---

    /** The worker has connected, its canary was seen, and it waits for {@link RunTests}. */
    record WorkerReady() implements Frame {}

    /** A JUnit event to be replayed, or what was found out about a test, which comes before its end. */
    record TestEvent(
            Kind kind,
            String uniqueId,
            @Nullable String parentId,
            String displayName,
            String legacyName,
            NodeType nodeType,
            List<String> tags,
            byte @Nullable [] source,
            @Nullable String reason,
            @Nullable Status status,
            byte @Nullable [] throwable,
            Map<String, String> entry,
            @Nullable String file,
            @Nullable String mediaType)
            implements Frame {
        public TestEvent {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(uniqueId, "uniqueId");
            tags = List.copyOf(tags);
        }

        /** What happened. */
        public enum Kind {
            REGISTERED,
            STARTED,
            SKIPPED,
            FINISHED,
            REPORT_ENTRY,
            FILE_PUBLISHED,
            /** Not one of JUnit's: the entry holds what the harness found out. */
            FINDINGS
        }

        /** What kind of node it happened to. */
        public enum NodeType {
            CONTAINER,
            TEST,
            CONTAINER_AND_TEST
        }

        /** How it finished. */
        public enum Status {
            SUCCESSFUL,
            ABORTED,
            FAILED
        }
    }

    /**
     * A JUnit event that waits in the worker until a suspected test was run again, and will then be sent as a {@link
     * TestEvent}. It counts only if the worker dies before.
     */
    record HeldEvent(TestEvent event) implements Frame {
        public HeldEvent {
            Objects.requireNonNull(event, "event");
        }
    }

    /** All events of the last {@link RunTests} were sent. */
    record RunFinished() implements Frame {}

    /** The worker cannot go on, by its own fault or the environment's. */
    record WorkerFailed(String message, String stackTrace) implements Frame {}

    // --- Tracer to test JVM ---

    /** The tracer runs and can trace here. */
    record TracerReady(int pid) implements Frame {}

    /** The worker's process exists. */
    record WorkerStarted(int pid) implements Frame {}

    /** Bytes the worker, or a process that came from it, wrote to its standard output or error. */
    record Output(boolean error, byte[] bytes) implements Frame {}

    /**
     * The worker is gone, and so is all that came from it.
     *
     * @param code exit code, or -1 when a signal ended it
     * @param signal name of the signal, such as {@code SIGKILL}, or null
     * @param description how, with who asked for it where that was seen: {@code exited with code 3; exit_group(3) was called by "main" (tid 12)}
     */
    record WorkerEnded(int code, @Nullable String signal, String description) implements Frame {}

    /** This machine does not allow tracing. */
    record Unavailable(String reason, String remedy) implements Frame {}

    /** A fault of the tracer: our own bug. */
    record TracerFailed(String message, String stackTrace, List<String> lastEvents) implements Frame {
        public TracerFailed {
            lastEvents = List.copyOf(lastEvents);
        }
    }

    // --- Worker and tracer ---

    /**
     * First frame of a worker; answered by {@link Welcome}.
     *
     * @param harnessTids threads of the harness in the worker, by kernel thread id
     */
    record Hello(int pid, List<Integer> harnessTids) implements Frame {
        public Hello {
            harnessTids = List.copyOf(harnessTids);
        }
    }

    /**
     * The tracer knows the threads of the worker's harness: windows can be opened. Answers {@link Hello}.
     *
     * @param asksForHeap whether {@link HeapInfo} is wanted
     */
    record Welcome(boolean asksForHeap) implements Frame {}

    /**
     * Where the worker's heap is. Comes before {@link WorkerReady}, so it is there before the window of any test.
     *
     * @param known whether the virtual machine told it
     * @param text what the diagnostic command {@code GC.heap_info} printed, or why it did not
     */
    record HeapInfo(boolean known, String text) implements Frame {
        public HeapInfo {
            Objects.requireNonNull(text, "text");
        }
    }

    /** The tracer holds this thread in the kernel: take its Java stack now. */
    record StackRequest(int id, int tid) implements Frame {}

    /** The answer to {@link StackRequest}. */
    record StackAnswer(int id, JavaStack stack, boolean javaThread, boolean systemThread) implements Frame {}

    /**
     * A window was closed, or asked for so far.
     *
     * @param window its number
     * @param recording the recording in the format of {@code recording.codec}
     */
    record RecordingReady(int window, byte[] recording) implements Frame {}
}
