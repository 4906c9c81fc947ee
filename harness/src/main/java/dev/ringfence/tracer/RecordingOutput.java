package dev.ringfence.tracer;

import dev.ringfence.channel.ChannelException;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.event.Pid;
import dev.ringfence.event.SyscallEvent;
import dev.ringfence.ffi.DescriptorTable;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ledger.DescriptorLife;
import dev.ringfence.ledger.LedgerResult;
import dev.ringfence.recording.Completeness;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.LeftThread;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.RecordingJoin;
import dev.ringfence.recording.Settling;
import dev.ringfence.recording.SpilledEvents;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.snapshot.DescriptorDescriber;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import dev.ringfence.snapshot.StateSnapshot;
import dev.ringfence.snapshot.WindowStates;
import dev.ringfence.trace.TraceClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads the worker's descriptor table, joins it with the trace, and sends recordings from a thread of its own. */
final class RecordingOutput {
    private static final Path PROC = Path.of("/proc");

    private final int workerPid;
    private final WorkerSpec spec;
    private final TraceClock clock;
    private final Consumer<Frame> toWorker;
    private final NativeProcess processes;
    private final DescriptorTable table;
    private final StateCapture states;
    private final DescriptorDescriber describer = new DescriptorDescriber(PROC);
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ringfence-recordings");
        thread.setDaemon(true);
        return thread;
    });

    RecordingOutput(
            int workerPid,
            WorkerSpec spec,
            TraceClock clock,
            Consumer<Frame> toWorker,
            Libc libc,
            StateCapture states) {
        this.workerPid = workerPid;
        this.spec = spec;
        this.clock = clock;
        this.toWorker = toWorker;
        this.processes = new NativeProcess(libc);
        this.table = new DescriptorTable(libc);
        this.states = states;
    }

    /**
     * Reads the numbers and links of the worker's table, without looking at what is behind them. Through a thread that
     * is alive: when the leader has exited before its threads, {@code /proc/PID/fd} is empty.
     *
     * @param gaps told when the table cannot be read
     */
    FdSnapshot capture(long atNanos, int tid, Consumer<String> gaps) {
        SortedMap<Integer, String> links = table.read("/proc/" + tid + "/fd");
        if (links == null) {
            links = table.read("/proc/" + workerPid + "/fd");
        }
        if (links == null) {
            gaps.accept("the descriptor table of process " + workerPid + " could not be read");
            return new FdSnapshot(atNanos, Map.of());
        }
        Map<Integer, FdTarget> targets = new TreeMap<>();
        links.forEach((number, link) -> targets.put(number, FdTarget.ofLink(link)));
        return new FdSnapshot(atNanos, targets);
    }

    int workerPid() {
        return workerPid;
    }

    /** Takes what {@code /proc} says of the traced processes. */
    StateCapture states() {
        return states;
    }

    /**
     * What goes on when a window has settled.
     *
     * @param pids the processes that are traced
     * @param unfinished the calls that have not returned
     * @param settled what {@code /proc} says
     * @param threads the worker's threads that were started in the window
     */
    record Rest(Set<Integer> pids, List<SyscallEvent> unfinished, StateSnapshot settled, List<LeftThread> threads) {}

    /** Makes the recording of a window that has settled, and sends it. */
    void finish(Window window, LedgerResult result, FdSnapshot after, Settling settling, Rest rest) {
        RecordingJoin.Window bounds = new RecordingJoin.Window(
                "window " + window.number,
                new Pid(workerPid),
                window.startNanos,
                clock.timeOfDay(window.startNanos),
                window.endNanos(),
                spec.observed());
        List<Gap> gaps = new ArrayList<>();
        window.gaps().forEach(text -> gaps.add(new Gap(Concern.DESCRIPTORS, text)));
        SpilledEvents spilled = window.spilled();
        window.spillFailure().ifPresent(text -> gaps.add(new Gap(Concern.EVENTS, text)));
        RecordingJoin.Trace trace = new RecordingJoin.Trace(
                window.events(), spilled, window.dropped(), window.counts(), gaps, entered(window, rest));
        window.release();
        int number = window.number;
        List<Integer> leftOpen = result.lives().stream()
                .filter(DescriptorLife::isLeftOpen)
                .map(life -> life.fd().value())
                .toList();
        List<Pid> others = rest.pids().stream().map(Pid::new).toList();
        List<DescriptorLife> lives = new ArrayList<>(window.livesBefore());
        lives.addAll(result.lives());
        WindowStates around = new WindowStates(window.opened, window.closed(), rest.settled());
        LedgerResult all = new LedgerResult(lives, result.disagreements(), result.peak());
        sender.execute(() -> {
            FdSnapshot described =
                    leftOpen.isEmpty() ? after : describer.describe(new Pid(workerPid), after, leftOpen, others);
            Recording recording = RecordingJoin.join(bounds, trace, all, window.before, described, settling)
                    .withStates(around, rest.threads());
            send(number, recording);
        });
    }

    /** What a thread is in since before the window is not its doing. */
    private static List<SyscallEvent> entered(Window window, Rest rest) {
        return rest.unfinished().stream()
                .filter(call -> call.atNanos() >= window.startNanos)
                .toList();
    }

    /** A recording that is too long for a frame is sent without its events, and says so. */
    private void send(int number, Recording recording) {
        try {
            toWorker.accept(new Frame.RecordingReady(number, RecordingCodec.toJson(recording)));
        } catch (ChannelException tooLong) {
            List<Gap> gaps = new ArrayList<>(recording.completeness().gaps());
            for (Concern concern : Concern.values()) {
                gaps.add(new Gap(concern, "the recording was too long to be sent: " + tooLong.getMessage()));
            }
            Recording remains = new Recording(
                    recording.name(),
                    recording.workerPid(),
                    recording.startNanos(),
                    recording.startedAt(),
                    recording.endNanos(),
                    recording.observed(),
                    List.of(),
                    null,
                    recording.counts(),
                    List.of(),
                    recording.peakDescriptors(),
                    recording.before(),
                    recording.after(),
                    recording.settling(),
                    new Completeness(gaps));
            toWorker.accept(new Frame.RecordingReady(number, RecordingCodec.toJson(remains)));
        }
    }

    /** Waits until what is being sent was sent. */
    void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a recording could not be sent within 10 seconds");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the tracer thread", e);
        }
    }

    void kill(Set<Integer> pids) {
        WorkerRun.killAll(processes, pids);
    }
}
