package dev.ringfence.worker;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.channel.FrameServer;
import dev.ringfence.channel.QuestionChannel;
import dev.ringfence.event.Actor;
import dev.ringfence.event.ActorKind;
import dev.ringfence.event.Pid;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.Tid;
import dev.ringfence.ledger.Ending;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.testing.Calls;
import dev.ringfence.testing.Recordings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a real worker, untraced, and gives it the recordings that a tracer would. */
final class FakeTracer implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int WINDOWS = 100;

    private final Path directory;
    private final FrameServer server;
    final Path properties;
    final Process process;
    final FrameChannel channel;
    final QuestionChannel questions;
    final Frame.Hello hello;

    FakeTracer(Path directory) throws IOException {
        this(directory, false);
    }

    FakeTracer(Path directory, boolean asksForHeap) throws IOException {
        this.directory = directory;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        properties = directory.resolve("worker.properties");
        Properties handed = new Properties();
        handed.setProperty("handed.down", "größer");
        handed.setProperty("ringfence.report.dir", directory.resolve("reports").toString());
        try (OutputStream out = Files.newOutputStream(properties)) {
            handed.store(out, null);
        }
        server = FrameServer.bind(directory.resolve("s"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName(),
                        properties.toString(),
                        directory.resolve("s").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        channel = server.acceptFirst(DEADLINE);
        questions = server.acceptQuestions(DEADLINE);
        hello = (Frame.Hello) channel.read().orElseThrow();
        channel.send(new Frame.Welcome(asksForHeap));
    }

    String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }

    /** Sends what the canary looks for, and empty recordings of the windows to come. */
    void showCanary() throws IOException {
        ready(Canary.WINDOW, canary(mainTid()));
        for (int window = 1; window <= WINDOWS; window++) ready(window, Recordings.empty("window " + window));
    }

    private void ready(int window, Recording recording) {
        channel.send(new Frame.RecordingReady(window, RecordingCodec.toJson(recording)));
    }

    private Recording canary(int tid) {
        Actor main = new Actor(new Pid(hello.pid()), new Tid(tid), "main", ActorKind.TEST);
        SyscallEvent open = new Calls()
                .by(main)
                .from(Calls.frame(Canary.class.getName(), "openAndClose", 1))
                .open(9, "/dev/null");
        return Recordings.of(
                "canary", List.of(open), List.of(Recordings.opened(open, 9, new Ending.Closed(2, main, "close"))));
    }

    /** The launcher of a JVM runs {@code main} on a second thread, which has the name of the first. */
    int mainTid() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + hello.pid() + "/task"))) {
            for (Path task : tasks.toList()) {
                int tid = Integer.decode(String.valueOf(task.getFileName()));
                if (tid != hello.pid()
                        && Files.readString(task.resolve("comm")).strip().equals("java")) return tid;
            }
        }
        throw new AssertionError("no main thread in " + hello.pid());
    }

    /** Reads frames up to one of this type, or to the end. */
    List<Frame> readTo(Class<? extends Frame> last) {
        List<Frame> frames = new ArrayList<>();
        while (frames.isEmpty() || !last.isInstance(frames.get(frames.size() - 1))) {
            var frame = channel.read();
            if (frame.isEmpty()) return frames;
            frames.add(frame.get());
        }
        return frames;
    }

    /** Waits for the answer to what was asked last. */
    Frame awaitAnswer() {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Frame answer = questions.poll();
        while (answer == null) {
            if (System.nanoTime() > end) throw new AssertionError("no answer within " + DEADLINE);
            answer = questions.poll();
        }
        return answer;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) throw new AssertionError("the worker lives on");
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        questions.close();
        channel.close();
        server.close();
    }
}
