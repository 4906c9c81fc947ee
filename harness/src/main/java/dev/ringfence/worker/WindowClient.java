package dev.ringfence.worker;

import dev.ringfence.channel.Frame.RecordingReady;
import dev.ringfence.channel.HarnessException;
import dev.ringfence.event.MarkerCode;
import dev.ringfence.jupiter.WindowSource;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.codec.RecordingCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
    // A recording that comes after all would be taken for the next one of the same window.
    private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
    /** Files of events of the test that runs. */
    private final Set<Path> spills = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;

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

    @Override
    public void testEnded() {
        marks.mark(MarkerCode.TEST_ENDED, 0);
        spills.forEach(WindowClient::delete);
        spills.clear();
    }

    @Override
    public void keep(Recording recording) {
        recording.spill().ifPresent(spill -> spills.remove(spill.file()));
    }

    private static void delete(Path spill) {
        try {
            Files.deleteIfExists(spill);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete events of a test that has ended", e);
        }
    }

    /** Takes a recording. Runs on the thread that reads the channel. */
    void ready(RecordingReady frame) {
        future(frame.window()).complete(frame.recording());
    }

    /** No recording will come any more. */
    void channelEnded() {
        ended = true;
        waiting.values().forEach(WindowClient::fail);
    }

    private CompletableFuture<byte[]> future(int window) {
        CompletableFuture<byte[]> future = waiting.computeIfAbsent(window, number -> new CompletableFuture<>());
        if (ended) fail(future);
        return future;
    }

    private static void fail(CompletableFuture<byte[]> future) {
        future.completeExceptionally(new HarnessException("the connection to the tracer has ended"));
    }

    private Recording await(int kind, int window) {
        if (silent.contains(window)) {
            throw new HarnessException("window " + window + " has no recording: the tracer did not answer before");
        }
        CompletableFuture<byte[]> future = future(window);
        marks.mark(kind, window);
        byte[] recording = await(future, window);
        waiting.remove(window);
        Recording received = RecordingCodec.fromJson(recording);
        received.spill().ifPresent(spill -> spills.add(spill.file()));
        return received;
    }

    /** Waits on, whoever interrupts: a test may leave its thread interrupted, and its verdict must not depend on that. */
    private byte[] await(CompletableFuture<byte[]> future, int window) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            silent.add(window);
            throw new HarnessException(
                    "expected the recording of window " + window + " within " + timeout.toMillis()
                            + " ms of its marker but none came: the tracer did not see the marker, or hangs",
                    e);
        } catch (ExecutionException e) {
            throw new HarnessException("no recording of window " + window + ": " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
