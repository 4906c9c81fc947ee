package dev.ringfence.channel;

import dev.ringfence.snapshot.SnapshotPart;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of frames: number on the wire, type, how it is written and read. Both ends come from the same jar, so numbers
 * need not stay the same between versions.
 */
final class FrameTypes {

    /** One kind of frame. */
    record FrameType<F extends Frame>(int number, Class<F> type, Writer<F> writer, Reader<F> reader) {
        void write(Frame frame, FrameOutput out) throws IOException {
            writer.write(type.cast(frame), out);
        }
    }

    @FunctionalInterface
    interface Writer<F extends Frame> {
        void write(F frame, FrameOutput out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<F extends Frame> {
        F read(FrameInput in) throws IOException;
    }

    private static final List<FrameType<?>> TYPES = List.of(
            new FrameType<>(1, Frame.StartWorker.class, FrameTypes::writeStartWorker, FrameTypes::readStartWorker),
            new FrameType<>(2, Frame.KillWorker.class, (frame, out) -> {}, in -> new Frame.KillWorker()),
            new FrameType<>(3, Frame.RunTests.class, FrameTypes::writeRunTests, FrameTypes::readRunTests),
            new FrameType<>(4, Frame.EndWorker.class, (frame, out) -> {}, in -> new Frame.EndWorker()),
            new FrameType<>(5, Frame.WorkerReady.class, (frame, out) -> {}, in -> new Frame.WorkerReady()),
            new FrameType<>(6, Frame.TestEvent.class, FrameTypes::writeTestEvent, FrameTypes::readTestEvent),
            new FrameType<>(7, Frame.RunFinished.class, (frame, out) -> {}, in -> new Frame.RunFinished()),
            new FrameType<>(8, Frame.WorkerFailed.class, FrameTypes::writeWorkerFailed, FrameTypes::readWorkerFailed),
            new FrameType<>(
                    9,
                    Frame.TracerReady.class,
                    (frame, out) -> out.writeInt(frame.pid()),
                    in -> new Frame.TracerReady(in.readInt())),
            new FrameType<>(
                    10,
                    Frame.WorkerStarted.class,
                    (frame, out) -> out.writeInt(frame.pid()),
                    in -> new Frame.WorkerStarted(in.readInt())),
            new FrameType<>(11, Frame.Output.class, FrameTypes::writeOutput, FrameTypes::readOutput),
            new FrameType<>(12, Frame.WorkerEnded.class, FrameTypes::writeWorkerEnded, FrameTypes::readWorkerEnded),
            new FrameType<>(13, Frame.Unavailable.class, FrameTypes::writeUnavailable, FrameTypes::readUnavailable),
            new FrameType<>(14, Frame.TracerFailed.class, FrameTypes::writeTracerFailed, FrameTypes::readTracerFailed),
            new FrameType<>(15, Frame.Hello.class, FrameTypes::writeHello, FrameTypes::readHello),
            new FrameType<>(16, Frame.StackRequest.class, FrameTypes::writeStackRequest, FrameTypes::readStackRequest),
            new FrameType<>(17, Frame.StackAnswer.class, FrameTypes::writeStackAnswer, FrameTypes::readStackAnswer),
            new FrameType<>(
                    18, Frame.RecordingReady.class, FrameTypes::writeRecordingReady, FrameTypes::readRecordingReady),
            new FrameType<>(
                    19,
                    Frame.Welcome.class,
                    (frame, out) -> out.writeBoolean(frame.asksForHeap()),
                    in -> new Frame.Welcome(in.readBoolean())),
            new FrameType<>(
                    20,
                    Frame.HeldEvent.class,
                    (frame, out) -> writeTestEvent(frame.event(), out),
                    in -> new Frame.HeldEvent(readTestEvent(in))),
            new FrameType<>(21, Frame.HeapInfo.class, FrameTypes::writeHeapInfo, FrameTypes::readHeapInfo));

    private static final Map<Integer, FrameType<?>> BY_NUMBER = new HashMap<>();
    private static final Map<Class<?>, FrameType<?>> BY_TYPE = new HashMap<>();

    static {
        for (FrameType<?> type : TYPES) {
            BY_NUMBER.put(type.number(), type);
            BY_TYPE.put(type.type(), type);
        }
    }

    private FrameTypes() {}

    static FrameType<?> of(Frame frame) {
        FrameType<?> type = BY_TYPE.get(frame.getClass());
        if (type == null) {
            throw new ChannelException("no frame type for " + frame.getClass().getName());
        }
        return type;
    }

    static FrameType<?> of(int number) {
        FrameType<?> type = BY_NUMBER.get(number);
        if (type == null) {
            throw new ChannelException(
                    "expected the number of a frame type (1 to " + TYPES.size() + ") but found " + number);
        }
        return type;
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
