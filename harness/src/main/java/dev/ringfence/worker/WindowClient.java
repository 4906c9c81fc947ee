package dev.ringfence.worker;

import dev.ringfence.channel.Frame.RecordingReady;
import dev.ringfence.event.MarkerCode;
import dev.ringfence.jupiter.WindowSource;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.codec.RecordingCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens and closes windows by markers, and waits for their recordings, which come over the channel. Window 0 is the
 * canary's; the others are numbered from 1 and never used again.
 */
final class WindowClient implements WindowSource {
    private final Marks marks;
    private final Duration timeout;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();

    /** What {@link Marker} does. */
    @FunctionalInterface
    interface Marks {
        void mark(int kind, int number);
    }

    /**
     * Makes a client.
     *
     * @param timeout for a recording; longer than a window may take to settle
     */
    WindowClient(Marks marks, Duration timeout) {
        this.marks = marks;
        this.timeout = timeout;
    }

    @Override
    public int open() {
        int number = last.incrementAndGet();
        marks.mark(MarkerCode.WINDOW_OPEN, number);
        return number;
    }

    void openCanary() {
        marks.mark(MarkerCode.WINDOW_OPEN, Canary.WINDOW);
    }

    @Override
    public Recording close(int window) {
        return await(MarkerCode.WINDOW_CLOSE, window);
    }

    @Override
    public Recording soFar(int window) {
        return await(MarkerCode.WINDOW_SO_FAR, window);
    }

    /** Takes a recording. Runs on the thread that reads the channel. */
    void ready(RecordingReady frame) {
        CompletableFuture<byte[]> future = waiting.remove(frame.window());
        if (future == null) {
            throw new HarnessException("a recording of window " + frame.window() + " came that nobody waits for");
        }
        future.complete(frame.recording());
    }

    /** No recording will come any more. */
    void channelEnded() {
        waiting.values()
                .forEach(future ->
                        future.completeExceptionally(new HarnessException("the connection to the tracer has ended")));
    }

    private Recording await(int kind, int window) {
        CompletableFuture<byte[]> future = new CompletableFuture<>();
        if (waiting.putIfAbsent(window, future) != null) {
            throw new HarnessException("two threads wait for the recording of window " + window);
        }
        try {
            marks.mark(kind, window);
            return RecordingCodec.fromJson(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new HarnessException(
                    "expected the recording of window " + window + " within " + timeout.toMillis()
                            + " ms of its marker but none came: the tracer did not see the marker, or hangs",
                    e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause(), "cause");
            throw new HarnessException("no recording of window " + window + ": " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while waiting for the recording of window " + window, e);
        } finally {
            waiting.remove(window, future);
        }
    }
}
