package dev.ringfence.program;

import dev.ringfence.ffi.Bell;
import dev.ringfence.hotspot.JavaFrames;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Answers on their way from those who ask virtual machines to the tracer thread, which waits for stops. */
final class Answers {
    private static final long BETWEEN_RINGS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Queue<Answer> queue = new ConcurrentLinkedQueue<>();
    private final Bell bell;
    private volatile boolean over;

    record Answer(Hold hold, JavaFrames frames) {}

    Answers(Bell bell) {
        this.bell = bell;
    }

    /** Brings an answer. Called by any other thread; returns when it was taken, or nobody takes one any more. */
    void put(Answer answer) {
        queue.add(answer);
        while (!over && queue.contains(answer)) {
            bell.ring();
            LockSupport.parkNanos(BETWEEN_RINGS_NANOS);
        }
    }

    /** Takes an answer, if there is one. */
    @Nullable
    Answer take() {
        return queue.poll();
    }

    /** Nobody takes answers any more. */
    void end() {
        over = true;
    }
}
