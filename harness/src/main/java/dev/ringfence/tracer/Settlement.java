package dev.ringfence.tracer;

import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.LedgerResult;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.recording.Settling;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.trace.ThreadInquiry;
import dev.ringfence.trace.TraceLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a window: waits until what the test started is over, or quiet for a while, or the deadline; then until trace
 * and {@code /proc} agree. Where nothing the test opened or started is left, it waits only for other threads that are at
 * work, or have worked and sleep: they may have been given it by the test.
 */
final class Settlement {
    /** How long trace and /proc may disagree: a call that was seen to be entered takes effect a moment later. */
    private static final long AGREE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How often it is looked at what threads are doing. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Window window;
    private final long quietNanos;
    private final long settleNanos;
    private @Nullable FdSnapshot candidate;
    private final Set<Integer> touchedSinceCandidate = new HashSet<>();
    private final Set<Integer> leftOpen = new HashSet<>();
    private long agreeUntil;
    private long nextLook;
    private @Nullable Settling settled;
    private @Nullable ThreadInquiry inquiry;

    Settlement(Window window, WorkerSpec spec) {
        this.window = window;
        this.quietNanos = TimeUnit.MILLISECONDS.toNanos(spec.quietMillis());
        this.settleNanos = TimeUnit.MILLISECONDS.toNanos(spec.settleMillis());
    }

    Window window() {
        return window;
    }

    void apply(TraceEvent event) {
        window.apply(event);
        if (event instanceof SyscallEvent call) {
            touch(call.effect());
        }
    }

    private void touch(FdEffect effect) {
        if (effect instanceof FdEffect.Created created) {
            created.fds().forEach(fd -> touchedSinceCandidate.add(fd.value()));
        } else if (effect instanceof FdEffect.Duplicated duplicated) {
            touchedSinceCandidate.add(duplicated.to().value());
        } else if (effect instanceof FdEffect.Closed closed) {
            touchedSinceCandidate.add(closed.fd().value());
        } else if (effect instanceof FdEffect.ClosedRange) {
            candidate = null;
        }
    }

    /** How far it is. */
    enum Progress {
        /** Something is not over, or trace and /proc do not agree yet. */
        WAITS,
        /** The table was read; when the stops that wait now are handled, it can be compared. */
        COMPARES,
        /** The recording was handed over. */
        DONE
    }

    /** Goes on, if it can. Called when no stop is waiting. */
    Progress advance(long now, TraceLoop loop, RecordingOutput output) {
        if (settled == null && !isSettled(now, loop)) {
            return Progress.WAITS;
        }
        FdSnapshot after = candidate;
        if (after == null) {
            takeCandidate(now, output);
            return Progress.COMPARES;
        }
        LedgerResult result = excuse(window.ledger().finish(after.targets().keySet(), touchedSinceCandidate));
        if (!result.disagreements().isEmpty() && now < agreeUntil) {
            takeCandidate(now, output);
            return Progress.WAITS;
        }
        // Who started a process may be about to wait for it.
        if (now - window.endNanos() < quietNanos && output.states().anyZombie(window.endedProcesses())) {
            return Progress.WAITS;
        }
        ThreadInquiry asked = inquiry;
        if (asked == null) {
            asked = loop.inquire(
                    output.states().parts().contains(SnapshotPart.THREAD_ORIGINS) ? window.alive() : Set.of());
            inquiry = asked;
        }
        if (!asked.isOver() || loop.isFollowingStarts()) {
            return Progress.WAITS;
        }
        result.lives().stream()
                .filter(DescriptorLife::isLeftOpen)
                .forEach(life -> leftOpen.add(life.fd().value()));
        output.finish(window, result, after, settled(), rest(loop, output, asked));
        return Progress.DONE;
    }

    private RecordingOutput.Rest rest(TraceLoop loop, RecordingOutput output, ThreadInquiry asked) {
        StateSnapshot state = output.states().allWith(loop.pids(), window.endedProcesses());
        List<LeftThread> threads = output.states().parts().contains(SnapshotPart.THREAD_ORIGINS)
                ? new LeftThreads(output.workerPid(), window.opened).in(state, asked, window.threadStarts())
                : List.of();
        return new RecordingOutput.Rest(loop.pids(), loop.unfinished(), state, threads);
    }

    private void takeCandidate(long now, RecordingOutput output) {
        if (agreeUntil == 0) {
            agreeUntil = now + AGREE_NANOS;
        }
        touchedSinceCandidate.clear();
        candidate = output.capture(now, window.testThread, window::gap);
    }

    private Settling settled() {
        Settling result = settled;
        if (result == null) {
            throw new IllegalStateException("not settled");
        }
        return result;
    }

    private boolean isSettled(long now, TraceLoop loop) {
        long waited = now - window.endNanos();
        boolean nothingLeft = nothingLeft(loop);
        if (nothingLeft ? !anyAtWork(now, waited, loop) : isQuiet(now, waited, loop)) {
            settled = new Settling(waited, true);
        } else if (waited >= settleNanos) {
            if (nothingLeft) {
                loop.takeForRestless(window.testThread, settleNanos);
            }
            settled = new Settling(waited, nothingLeft);
        }
        return settled != null;
    }

    private boolean isQuiet(long now, long waited, TraceLoop loop) {
        return now - window.lastActivityNanos() >= quietNanos && !anyActive(now, waited, loop);
    }

    /**
     * Quiet is not over: on a busy machine a thread waits for a processor, and a thread that sleeps will go on. Looked at
     * now and then only, because it reads a file for each thread.
     */
    private boolean anyActive(long now, long waited, TraceLoop loop) {
        if (now < nextLook) {
            return true;
        }
        nextLook = now + LOOK_NANOS;
        Set<Integer> suspects = new HashSet<>(window.alive());
        suspects.addAll(window.ledger().openers());
        return loop.anyActive(window.testThread, suspects, settleNanos - waited);
    }

    /** Another thread may just have been given work by the test; one that never rests has had time to begin with it. */
    private boolean anyAtWork(long now, long waited, TraceLoop loop) {
        if (now < nextLook) {
            return true;
        }
        nextLook = now + LOOK_NANOS;
        return loop.anyAtWork(window.testThread, window.runsBefore, settleNanos, waited < quietNanos);
    }

    private boolean nothingLeft(TraceLoop loop) {
        return !window.ledger().anyLeftOpenByTest() && window.alive().stream().noneMatch(loop::isJudged);
    }

    /** A close that was under way when the window opened took a number away that its first snapshot shows. */
    private LedgerResult excuse(LedgerResult result) {
        return new LedgerResult(
                result.lives(),
                result.disagreements().stream()
                        .filter(each -> each.kind() == LedgerResult.Kind.APPEARED
                                || !window.closingAtStart().contains(each.fd())
                                || window.before.target(each.fd()).isEmpty())
                        .toList(),
                result.peak());
    }

    /** Returns what the test left open, once the recording was handed over. */
    Set<Integer> leftOpen() {
        return leftOpen;
    }
}
