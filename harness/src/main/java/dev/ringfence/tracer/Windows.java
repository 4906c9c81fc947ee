package dev.ringfence.tracer;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.event.FdEffect;
import dev.ringfence.event.MarkerCode;
import dev.ringfence.event.Pid;
import dev.ringfence.event.ProcessEnded;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.event.ThreadStart;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ledger.Ending;
import dev.ringfence.ledger.Opening;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.trace.TraceClock;
import dev.ringfence.trace.TraceListener;
import dev.ringfence.trace.TraceLoop;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The windows of one worker: opens, feeds, settles and hands them over. Confined to the tracer thread. */
final class Windows implements TraceListener {
    /** A close entered so shortly before a window may still be under way in its first snapshot. */
    private static final long UNDER_WAY_NANOS = 1_000_000_000;

    /** Descriptors of a range that are remembered; the limit of most programs is 1024. */
    private static final int MAX_RANGE = 4096;

    private static final int EVENTS_BETWEEN_TURNS = 64;
    private static final int CANARY_EVENTS = 10_000;

    private final int workerPid;
    private final WorkerSpec spec;
    private final TraceClock clock;
    private final RecordingOutput output;
    private final Deque<Window> open = new ArrayDeque<>();
    private final List<Settlement> settling = new ArrayList<>();
    private final Map<Integer, Long> recentCloses = new HashMap<>();
    private final List<String> gapsSoFar = new ArrayList<>();
    /** What the last window left open, and what of it was closed since: its closer tells a leak from what is replaced. */
    private Set<Integer> leftOpen = Set.of();

    private final Map<Integer, Ending.Closed> closedSince = new HashMap<>();
    private @Nullable TraceLoop loop;
    private @Nullable SyscallEvent exitCall;
    private @Nullable ProcessEnded workerEnd;
    private int turns;

    Windows(int workerPid, WorkerSpec spec, TraceClock clock, RecordingOutput output) {
        this.workerPid = workerPid;
        this.spec = spec;
        this.clock = clock;
        this.output = output;
    }

    void attach(TraceLoop traceLoop) {
        loop = traceLoop;
    }

    // --- Markers ---

    @Override
    public void marker(int tid, int kind, int number) {
        switch (kind) {
            case MarkerCode.WINDOW_OPEN -> open(tid, number);
            case MarkerCode.WINDOW_CLOSE -> close(number);
            case MarkerCode.WINDOW_SO_FAR -> soFar(number);
            case MarkerCode.TEST_ENDED -> leftOpen = Set.of();
            default -> throw new IllegalStateException("unknown marker kind " + kind + " from thread " + tid);
        }
    }

    private void open(int tid, int number) {
        List<String> faults = new ArrayList<>();
        FdSnapshot before = output.capture(clock.nanos(), tid, faults::add);
        Window.Beginning beginning = new Window.Beginning(
                before, closingNow(before.atNanos()), output.states().all(pids()), runs(tid));
        Window window = new Window(number, tid, new Pid(workerPid), beginning, capacity(number));
        // A table that is shared makes every later window blind, too.
        faults.forEach(window::gap);
        gapsSoFar.forEach(window::gap);
        if (open.isEmpty()) {
            window.closedBefore(closedSince);
            closedSince.clear();
            leftOpen = Set.of();
        }
        open.push(window);
    }

    private Window.Capacity capacity(int number) {
        Path file = Path.of(spec.socket()).resolveSibling("window-" + workerPid + "-" + number + ".jsonl");
        // What proves that calls are seen must not depend on how many events a user wants to keep.
        int events = number == MarkerCode.CANARY ? Math.max(CANARY_EVENTS, spec.eventLimit()) : spec.eventLimit();
        return new Window.Capacity(events, file);
    }

    private void close(int number) {
        Window window = open.peek();
        if (window == null || window.number != number) {
            throw new IllegalStateException("window " + number + " was closed, but the innermost open one is "
                    + (window == null ? "none" : window.number));
        }
        open.pop();
        settle(window);
    }

    private void soFar(int number) {
        for (Window window : open) {
            if (window.number == number) {
                settle(window.soFar());
                return;
            }
        }
        throw new IllegalStateException("window " + number + " was asked for so far, but it is not open");
    }

    private void settle(Window window) {
        window.end(clock.nanos(), output.states().counters(pids()));
        settling.add(new Settlement(window, spec));
    }

    private Set<Integer> pids() {
        TraceLoop traceLoop = loop;
        return traceLoop == null ? Set.of(workerPid) : traceLoop.pids();
    }

    private Map<Integer, String> runs(int except) {
        TraceLoop traceLoop = loop;
        return traceLoop == null ? Map.of() : traceLoop.runs(except);
    }

    /** Numbers whose close was entered a moment ago: it may not have taken effect when the table is read. */
    private Set<Integer> closingNow(long now) {
        recentCloses.values().removeIf(nanos -> now - nanos > UNDER_WAY_NANOS);
        return Set.copyOf(recentCloses.keySet());
    }

    // --- Settling ---

    @Override
    public boolean isSettling() {
        return !settling.isEmpty();
    }

    /** A program that never pauses must not keep a window open beyond its deadline. */
    @Override
    public boolean wantsTurn() {
        if (settling.isEmpty() || turns < EVENTS_BETWEEN_TURNS) {
            return false;
        }
        turns = 0;
        return true;
    }

    @Override
    public boolean idle() {
        TraceLoop traceLoop = loop;
        boolean again = false;
        for (int i = 0; traceLoop != null && i < settling.size(); i++) {
            switch (settling.get(i).advance(clock.nanos(), traceLoop, output)) {
                case WAITS -> {}
                case COMPARES -> again = true;
                case DONE -> done(settling.remove(i--));
            }
        }
        return again;
    }

    private void done(Settlement settlement) {
        if (open.isEmpty() && !settlement.window().isSoFar()) {
            leftOpen = settlement.leftOpen();
        }
    }

    // --- Events ---

    @Override
    public void event(TraceEvent event) {
        if (event instanceof SyscallEvent call && call.actor().process().value() == workerPid) {
            remember(call);
        } else if (event instanceof ProcessEnded end && end.process().value() == workerPid) {
            workerEnd = end;
            killWhatIsLeft();
        }
        for (Window window : open) {
            window.apply(event);
        }
        for (Settlement settlement : settling) {
            settlement.apply(event);
        }
        turns++;
    }

    private void remember(SyscallEvent call) {
        if (call.effect() instanceof FdEffect.Closed closed) {
            closing(closed.fd().value(), call);
        } else if (call.effect() instanceof FdEffect.ClosedRange range) {
            for (long fd = range.first(); fd <= Math.min(range.last(), range.first() + MAX_RANGE); fd++) {
                closing((int) fd, call);
            }
        } else if (call.effect() instanceof FdEffect.Created created) {
            created.fds().forEach(fd -> recentCloses.remove(fd.value()));
        } else if (call.effect() instanceof FdEffect.Duplicated copied) {
            recentCloses.remove(copied.to().value());
        } else if (call.name().equals("exit_group")) {
            exitCall = call;
        }
    }

    private void closing(int fd, SyscallEvent call) {
        recentCloses.put(fd, call.atNanos());
        if (!isRecording() && leftOpen.contains(fd)) {
            closedSince.putIfAbsent(fd, new Ending.Closed(call.atNanos(), call.actor(), call.name()));
        }
    }

    /** Processes that outlive the worker would outlive the test run. */
    private void killWhatIsLeft() {
        TraceLoop traceLoop = loop;
        if (traceLoop != null) {
            output.kill(traceLoop.pids());
        }
    }

    @Override
    public void born(int pid, int tid, boolean process) {
        if (workerEnd != null) {
            // Forked while the others were being killed.
            output.kill(Set.of(pid));
        }
        long now = clock.nanos();
        open.forEach(window -> window.born(tid, now));
        settling.forEach(settlement -> settlement.window().born(tid, now));
    }

    @Override
    public boolean wantsThreadStarts() {
        return isRecording() && spec.captured().contains(SnapshotPart.THREAD_ORIGINS);
    }

    @Override
    public void threadStarted(ThreadStart start) {
        open.forEach(window -> window.threadStarted(start));
        settling.forEach(settlement -> settlement.window().threadStarted(start));
    }

    @Override
    public void ended(int pid, int tid) {
        long now = clock.nanos();
        open.forEach(window -> window.ended(tid, now));
        settling.forEach(settlement -> settlement.window().ended(tid, now));
    }

    @Override
    public void gap(String text, boolean lasting) {
        if (lasting && !gapsSoFar.contains(text)) {
            gapsSoFar.add(text);
        }
        open.forEach(window -> window.gap(text));
        settling.forEach(settlement -> settlement.window().gap(text));
    }

    // --- What the loop asks ---

    @Override
    public boolean isRecording() {
        return !open.isEmpty() || !settling.isEmpty();
    }

    @Override
    public boolean isOddClose(int fd) {
        Window window = open.peekLast();
        if (window == null) return false;
        return !(window.ledger().opening(fd) instanceof Opening.Seen seen)
                || !seen.event().actor().kind().isJudged();
    }

    @Override
    public int testThread() {
        Window window = open.peek();
        if (window != null) {
            return window.testThread;
        }
        return settling.isEmpty() ? 0 : settling.get(0).window().testThread;
    }

    @Override
    public long recordingSinceNanos() {
        Window window = open.peekLast();
        if (window != null) {
            return window.startNanos;
        }
        return settling.isEmpty() ? Long.MAX_VALUE : settling.get(0).window().startNanos;
    }

    // --- The end ---

    /** Waits until the recordings that are being made were sent. */
    void close() {
        output.close();
    }

    /** Tells how the worker ended. */
    Frame.WorkerEnded workerEnded() {
        ProcessEnded end = workerEnd;
        String how = end == null ? "it is gone, and its end was not seen" : end.end();
        SyscallEvent exit = exitCall;
        // An orderly exit of a JVM is made by its VM Thread, which says nothing about who asked for it.
        String detail = exit == null || !exit.actor().kind().isJudged()
                ? how
                : how + "; exit_group(" + (exit.arguments().get(0) & 0xff) + ") was called by "
                        + exit.actor().describe();
        return WorkerEnds.frame(how, detail);
    }
}
