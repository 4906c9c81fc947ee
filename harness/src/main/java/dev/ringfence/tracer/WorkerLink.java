package dev.ringfence.tracer;

import dev.ringfence.channel.ChannelException;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.channel.FrameServer;
import dev.ringfence.channel.QuestionChannel;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.trace.StackSource;
import dev.ringfence.trace.TraceLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The channel of one worker: relays frames between it and the test JVM, and answers the loop's requests for stacks. */
final class WorkerLink implements StackSource {
    /** A worker that never connects is ended by the test JVM, whose patience is configurable; this only bounds the thread. */
    private static final Duration ACCEPT_SLICE = Duration.ofSeconds(1);

    private final FrameChannel control;
    private final OutputRelay output;
    private final FrameServer server;
    private final boolean asksForHeap;
    private volatile Reading<String> heapInfo = new Reading.Absent<>("the worker has not told where its heap is");
    private volatile @Nullable QuestionChannel questions;
    private final Deque<Frame> early = new ArrayDeque<>();
    private volatile @Nullable FrameChannel worker;
    private volatile boolean ready;
    private volatile boolean workerGone;
    private @Nullable Thread thread;

    // Of the tracer thread alone.
    private int requests;
    private final Set<Integer> awaited = new HashSet<>();
    private final Map<Integer, Answer> answers = new HashMap<>();

    /**
     * Makes the link.
     *
     * @param asksForHeap whether the worker is to tell where its heap is
     */
    WorkerLink(FrameChannel control, OutputRelay output, FrameServer server, boolean asksForHeap) {
        this.control = control;
        this.output = output;
        this.server = server;
        this.asksForHeap = asksForHeap;
    }

    void start(TraceLoop loop) {
        thread = new Thread(() -> relay(loop), "ringfence-worker-link");
        thread.setDaemon(true);
        thread.start();
    }

    private void relay(TraceLoop loop) {
        try (FrameChannel channel = accept(server::acceptFirst);
                QuestionChannel asking = accept(server::acceptQuestions)) {
            if (channel == null || asking == null) {
                return;
            }
            questions = asking;
            connected(channel);
            Optional<Frame> frame = channel.read();
            while (frame.isPresent()) {
                received(frame.get(), loop);
                frame = channel.read();
            }
        } catch (ChannelException workerDied) {
            // It ended within a frame, as a killed process does; its end is told by the trace.
            ready = false;
        } finally {
            ready = false;
        }
    }

    private <T> @Nullable T accept(Function<Duration, T> connection) {
        while (!workerGone) {
            try {
                return connection.apply(ACCEPT_SLICE);
            } catch (ChannelException nobodyYet) {
                if (workerGone) {
                    return null;
                }
            }
        }
        return null;
    }

    private synchronized void connected(FrameChannel channel) {
        worker = channel;
        early.forEach(channel::send);
        early.clear();
    }

    private void received(Frame frame, TraceLoop loop) {
        if (frame instanceof Frame.Hello hello) {
            loop.harnessThreads(new HashSet<>(hello.harnessTids()));
            ready = true;
            send(new Frame.Welcome(asksForHeap));
        } else if (frame instanceof Frame.HeapInfo heap) {
            heapInfo = heap.known() ? new Reading.Value<>(heap.text()) : new Reading.Absent<>(heap.text());
        } else {
            output.drain();
            control.send(frame);
        }
    }

    /** Returns what the worker's virtual machine says of its heap, once it has. */
    Reading<String> heapInfo() {
        return heapInfo;
    }

    /** Sends a frame to the worker, or keeps it until the worker has connected. */
    synchronized void send(Frame frame) {
        FrameChannel channel = worker;
        if (channel == null) {
            early.add(frame);
        } else {
            channel.send(frame);
        }
    }

    /** Waits until all that the worker sent was relayed. The worker is dead, so its channel ends. */
    void awaitEnd() {
        workerGone = true;
        if (thread != null) {
            Joining.join(thread);
        }
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public int request(int tid) {
        int id = ++requests;
        awaited.add(id);
        questions().ask(new Frame.StackRequest(id, tid));
        return id;
    }

    @Override
    public @Nullable Answer poll(int request) {
        Answer answer = answers.remove(request);
        if (answer == null) {
            receive();
            answer = answers.remove(request);
        }
        return answer;
    }

    private void receive() {
        Frame frame = questions().poll();
        while (frame != null) {
            if (frame instanceof Frame.StackAnswer answer && awaited.remove(answer.id())) {
                answers.put(answer.id(), new Answer(answer.stack(), answer.javaThread(), answer.systemThread()));
            }
            frame = questions().poll();
        }
    }

    @Override
    public void forget(int request) {
        awaited.remove(request);
        answers.remove(request);
    }

    private QuestionChannel questions() {
        return Objects.requireNonNull(questions, "asked before the worker was ready");
    }
}
