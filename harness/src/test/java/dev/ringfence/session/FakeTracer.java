package dev.ringfence.session;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.channel.WorkerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Speaks the tracer's side of the control channel from a thread of the test, and plays its workers. */
public final class FakeTracer implements TracerStarter {
    private final WorkerScript script;
    private Frame greeting = new Frame.TracerReady(1);
    private final List<WorkerSpec> specs = new CopyOnWriteArrayList<>();
    private final List<Frame.RunTests> runs = new CopyOnWriteArrayList<>();
    private final List<Path> directories = new CopyOnWriteArrayList<>();

    /** What a worker does. */
    public interface WorkerScript {

        /** Answers a run of the worker with this number (from 1). */
        void run(int worker, Frame.RunTests tests, Player player);

        /** Answers the start of a worker. */
        default void start(int worker, WorkerSpec spec, Player player) {
            player.send(new Frame.WorkerStarted(1000 + worker));
            player.send(new Frame.WorkerReady());
        }

        /** Answers the orderly end of a worker. */
        default void end(int worker, Player player) {
            player.send(new Frame.WorkerEnded(0, null, "exited with code 0"));
        }
    }

    /** How a script speaks. */
    public interface Player {
        void send(Frame frame);

        /** Ends the tracer without a word. */
        void dieAsTracer();
    }

    public FakeTracer(WorkerScript script) {
        this.script = script;
    }

    public FakeTracer greeting(Frame frame) {
        greeting = frame;
        return this;
    }

    public TracerSession session() {
        return new TracerSession(this);
    }

    public List<WorkerSpec> specs() {
        return List.copyOf(specs);
    }

    public List<Frame.RunTests> runs() {
        return List.copyOf(runs);
    }

    /** Private directories of the tracers that were started. */
    public List<Path> directories() {
        return List.copyOf(directories);
    }

    @Override
    public Running start(Path controlSocket) {
        directories.add(controlSocket.getParent());
        FrameChannel channel = FrameChannel.connect(controlSocket);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (channel) {
                        play(channel);
                    } finally {
                        ended.complete(null);
                    }
                },
                "fake-tracer");
        thread.setDaemon(true);
        thread.start();
        return new FakeRunning(ended);
    }

    private void play(FrameChannel channel) {
        channel.send(greeting);
        ChannelPlayer player = new ChannelPlayer(channel);
        for (Optional<Frame> frame = channel.read(); frame.isPresent(); frame = channel.read()) {
            Consumer<Player> answer = answer(frame.get());
            if (frame.get() instanceof Frame.RunTests) {
                // On a thread of its own, so that the tracer hears what is said meanwhile.
                Thread worker = new Thread(() -> answer.accept(player), "fake-worker");
                worker.setDaemon(true);
                worker.start();
            } else {
                answer.accept(player);
            }
        }
    }

    private Consumer<Player> answer(Frame frame) {
        if (frame instanceof Frame.StartWorker start) {
            specs.add(start.spec());
            return player -> script.start(specs.size(), start.spec(), player);
        }
        if (frame instanceof Frame.RunTests tests) {
            runs.add(tests);
            return player -> script.run(specs.size(), tests, player);
        }
        if (frame instanceof Frame.EndWorker) {
            return player -> script.end(specs.size(), player);
        }
        if (frame instanceof Frame.EndTracer) {
            return player -> {};
        }
        if (frame instanceof Frame.KillWorker) {
            return player -> player.send(new Frame.WorkerEnded(-1, "SIGKILL", "was killed on request"));
        }
        throw new IllegalStateException("not a frame for a tracer: " + frame);
    }

    private record ChannelPlayer(FrameChannel channel) implements Player {
        @Override
        public void send(Frame frame) {
            channel.send(frame);
        }

        @Override
        public void dieAsTracer() {
            channel.flushAndClose();
        }
    }

    private record FakeRunning(CompletableFuture<Void> ended) implements Running {
        @Override
        public void onEnd(Runnable action) {
            ended.thenRun(action);
        }

        @Override
        public String state() {
            return ended.isDone() ? "exited with code 134" : "runs";
        }

        @Override
        public List<String> output() {
            return List.of("last words of the tracer");
        }

        @Override
        public void end(Duration deadline) {
            ended.orTimeout(deadline.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> null)
                    .join();
        }
    }
}
