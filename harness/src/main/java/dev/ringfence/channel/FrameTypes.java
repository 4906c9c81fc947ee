package dev.ringfence.channel;

import dev.ringfence.snapshot.SnapshotPart;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of frames: number on the wire, type, how it is written and read. Both ends come from the same jar, so numbers
 * need not stay the same between versions.
 */
final class FrameTypes {
    /** In order of their numbers, from 1. */
    private static final List<Class<? extends Frame>> TYPES = List.of(
            Frame.StartWorker.class,
            Frame.KillWorker.class,
            Frame.RunTests.class,
            Frame.EndWorker.class,
            Frame.WorkerReady.class,
            Frame.TestEvent.class,
            Frame.RunFinished.class,
            Frame.WorkerFailed.class,
            Frame.TracerReady.class,
            Frame.WorkerStarted.class,
            Frame.Output.class,
            Frame.WorkerEnded.class,
            Frame.Unavailable.class,
            Frame.TracerFailed.class,
            Frame.Hello.class,
            Frame.StackRequest.class,
            Frame.StackAnswer.class,
            Frame.RecordingReady.class,
            Frame.Welcome.class,
            Frame.HeldEvent.class,
            Frame.HeapInfo.class,
            Frame.EndTracer.class);

    private FrameTypes() {}

    /** Returns the number of a frame's type. */
    static int number(Frame frame) {
        int index = TYPES.indexOf(frame.getClass());
        if (index < 0) {
            throw new ChannelException("no frame type for " + frame.getClass().getName());
        }
        return index + 1;
    }

    /**
     * Returns the name of a type.
     *
     * @throws ChannelException if there is no type with this number
     */
    static String name(int number) {
        if (number < 1 || number > TYPES.size()) {
            throw new ChannelException(
                    "expected the number of a frame type (1 to " + TYPES.size() + ") but found " + number);
        }
        return TYPES.get(number - 1).getSimpleName();
    }

    // No table of lambdas: each JVM that has a part in a test would make all of them before its first frame.

    /** Writes the components of a frame. */
    static void write(Frame frame, FrameOutput out) throws IOException {
        if (frame instanceof Frame.StartWorker start) {
            writeStartWorker(start, out);
        } else if (frame instanceof Frame.RunTests tests) {
            writeRunTests(tests, out);
        } else if (frame instanceof Frame.TestEvent event) {
            writeTestEvent(event, out);
        } else if (frame instanceof Frame.HeldEvent held) {
            writeTestEvent(held.event(), out);
        } else if (frame instanceof Frame.WorkerFailed failed) {
            writeWorkerFailed(failed, out);
        } else if (frame instanceof Frame.TracerReady ready) {
            out.writeInt(ready.pid());
        } else if (frame instanceof Frame.WorkerStarted started) {
            out.writeInt(started.pid());
        } else if (frame instanceof Frame.Output output) {
            writeOutput(output, out);
        } else if (frame instanceof Frame.WorkerEnded ended) {
            writeWorkerEnded(ended, out);
        } else if (frame instanceof Frame.Unavailable unavailable) {
            writeUnavailable(unavailable, out);
        } else if (frame instanceof Frame.TracerFailed failed) {
            writeTracerFailed(failed, out);
        } else if (frame instanceof Frame.Hello hello) {
            writeHello(hello, out);
        } else if (frame instanceof Frame.StackRequest request) {
            writeStackRequest(request, out);
        } else if (frame instanceof Frame.StackAnswer answer) {
            writeStackAnswer(answer, out);
        } else if (frame instanceof Frame.RecordingReady ready) {
            writeRecordingReady(ready, out);
        } else if (frame instanceof Frame.Welcome welcome) {
            out.writeBoolean(welcome.asksForHeap());
        } else if (frame instanceof Frame.HeapInfo info) {
            writeHeapInfo(info, out);
        }
    }

    /** Reads the components of a frame of the type with this number. */
    static Frame read(int number, FrameInput in) throws IOException {
        return switch (number) {
            case 1 -> readStartWorker(in);
            case 2 -> new Frame.KillWorker();
            case 3 -> readRunTests(in);
            case 4 -> new Frame.EndWorker();
            case 5 -> new Frame.WorkerReady();
            case 6 -> readTestEvent(in);
            case 7 -> new Frame.RunFinished();
            case 8 -> readWorkerFailed(in);
            case 9 -> new Frame.TracerReady(in.readInt());
            case 10 -> new Frame.WorkerStarted(in.readInt());
            case 11 -> readOutput(in);
            case 12 -> readWorkerEnded(in);
            case 13 -> readUnavailable(in);
            case 14 -> readTracerFailed(in);
            case 15 -> readHello(in);
            case 16 -> readStackRequest(in);
            case 17 -> readStackAnswer(in);
            case 18 -> readRecordingReady(in);
            case 19 -> new Frame.Welcome(in.readBoolean());
            case 20 -> new Frame.HeldEvent(readTestEvent(in));
            case 21 -> readHeapInfo(in);
            case 22 -> new Frame.EndTracer();
            default -> throw new ChannelException("no frame type has the number " + number);
        };
    }

    // --- Test JVM to tracer and worker ---

    private static void writeStartWorker(Frame.StartWorker frame, FrameOutput out) throws IOException {
        WorkerSpec spec = frame.spec();
        out.writeTexts(spec.command());
        out.writeTextMap(spec.environment());
        out.writeText(spec.workingDirectory());
        out.writeText(spec.socket());
        out.writeTexts(spec.observed());
        out.writeTexts(spec.entryOnly());
        out.writeTexts(spec.captured().stream().map(SnapshotPart::name).toList());
        out.writeLong(spec.quietMillis());
        out.writeLong(spec.settleMillis());
        out.writeInt(spec.eventLimit());
        out.writeText(spec.javaHome());
        out.writeTexts(spec.classPath());
    }

    private static Frame.StartWorker readStartWorker(FrameInput in) throws IOException {
        return new Frame.StartWorker(new WorkerSpec(
                in.readTexts(),
                in.readTextMap(),
                in.readText(),
                in.readText(),
                Set.copyOf(in.readTexts()),
                Set.copyOf(in.readTexts()),
                in.readTexts().stream().map(SnapshotPart::valueOf).collect(Collectors.toSet()),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readText(),
                in.readTexts()));
    }

    private static void writeRunTests(Frame.RunTests frame, FrameOutput out) throws IOException {
        out.writeTexts(frame.uniqueIds());
        out.writeTextMap(frame.configuration());
        out.writeOptionalText(frame.outputDirectory());
    }

    private static Frame.RunTests readRunTests(FrameInput in) throws IOException {
        return new Frame.RunTests(in.readTexts(), in.readTextMap(), in.readOptionalText());
    }

    // --- Worker to test JVM ---

    private static void writeTestEvent(Frame.TestEvent frame, FrameOutput out) throws IOException {
        out.writeEnum(frame.kind());
        out.writeText(frame.uniqueId());
        out.writeOptionalText(frame.parentId());
        out.writeText(frame.displayName());
        out.writeText(frame.legacyName());
        out.writeEnum(frame.nodeType());
        out.writeTexts(frame.tags());
        out.writeOptionalBytes(frame.source());
        out.writeOptionalText(frame.reason());
        out.writeOptionalEnum(frame.status());
        out.writeOptionalBytes(frame.throwable());
        out.writeTextMap(frame.entry());
        out.writeOptionalText(frame.file());
        out.writeOptionalText(frame.mediaType());
    }

    private static Frame.TestEvent readTestEvent(FrameInput in) throws IOException {
        return new Frame.TestEvent(
                in.readEnum(Frame.TestEvent.Kind.class),
                in.readText(),
                in.readOptionalText(),
                in.readText(),
                in.readText(),
                in.readEnum(Frame.TestEvent.NodeType.class),
                in.readTexts(),
                in.readOptionalBytes(),
                in.readOptionalText(),
                in.readOptionalEnum(Frame.TestEvent.Status.class),
                in.readOptionalBytes(),
                in.readTextMap(),
                in.readOptionalText(),
                in.readOptionalText());
    }

    private static void writeWorkerFailed(Frame.WorkerFailed frame, FrameOutput out) throws IOException {
        out.writeText(frame.message());
        out.writeText(frame.stackTrace());
    }

    private static Frame.WorkerFailed readWorkerFailed(FrameInput in) throws IOException {
        return new Frame.WorkerFailed(in.readText(), in.readText());
    }

    // --- Tracer to test JVM ---

    private static void writeOutput(Frame.Output frame, FrameOutput out) throws IOException {
        out.writeBoolean(frame.error());
        out.writeBytes(frame.bytes());
    }

    private static Frame.Output readOutput(FrameInput in) throws IOException {
        return new Frame.Output(in.readBoolean(), in.readBytes());
    }

    private static void writeWorkerEnded(Frame.WorkerEnded frame, FrameOutput out) throws IOException {
        out.writeInt(frame.code());
        out.writeOptionalText(frame.signal());
        out.writeText(frame.description());
    }

    private static Frame.WorkerEnded readWorkerEnded(FrameInput in) throws IOException {
        return new Frame.WorkerEnded(in.readInt(), in.readOptionalText(), in.readText());
    }

    private static void writeUnavailable(Frame.Unavailable frame, FrameOutput out) throws IOException {
        out.writeText(frame.reason());
        out.writeText(frame.remedy());
    }

    private static Frame.Unavailable readUnavailable(FrameInput in) throws IOException {
        return new Frame.Unavailable(in.readText(), in.readText());
    }

    private static void writeTracerFailed(Frame.TracerFailed frame, FrameOutput out) throws IOException {
        out.writeText(frame.message());
        out.writeText(frame.stackTrace());
        out.writeTexts(frame.lastEvents());
    }

    private static Frame.TracerFailed readTracerFailed(FrameInput in) throws IOException {
        return new Frame.TracerFailed(in.readText(), in.readText(), in.readTexts());
    }

    // --- Worker and tracer ---

    private static void writeHello(Frame.Hello frame, FrameOutput out) throws IOException {
        out.writeInt(frame.pid());
        out.writeInts(frame.harnessTids());
    }

    private static Frame.Hello readHello(FrameInput in) throws IOException {
        return new Frame.Hello(in.readInt(), in.readInts());
    }

    private static void writeHeapInfo(Frame.HeapInfo frame, FrameOutput out) throws IOException {
        out.writeBoolean(frame.known());
        out.writeText(frame.text());
    }

    private static Frame.HeapInfo readHeapInfo(FrameInput in) throws IOException {
        return new Frame.HeapInfo(in.readBoolean(), in.readText());
    }

    private static void writeStackRequest(Frame.StackRequest frame, FrameOutput out) throws IOException {
        out.writeInt(frame.id());
        out.writeInt(frame.tid());
    }

    private static Frame.StackRequest readStackRequest(FrameInput in) throws IOException {
        return new Frame.StackRequest(in.readInt(), in.readInt());
    }

    private static void writeStackAnswer(Frame.StackAnswer frame, FrameOutput out) throws IOException {
        out.writeInt(frame.id());
        out.writeStack(frame.stack());
        out.writeBoolean(frame.javaThread());
        out.writeBoolean(frame.systemThread());
    }

    private static Frame.StackAnswer readStackAnswer(FrameInput in) throws IOException {
        return new Frame.StackAnswer(in.readInt(), in.readStack(), in.readBoolean(), in.readBoolean());
    }

    private static void writeRecordingReady(Frame.RecordingReady frame, FrameOutput out) throws IOException {
        out.writeInt(frame.window());
        out.writeBytes(frame.recording());
    }

    private static Frame.RecordingReady readRecordingReady(FrameInput in) throws IOException {
        return new Frame.RecordingReady(in.readInt(), in.readBytes());
    }
}
