package dev.ringfence.tracer;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.event.Pid;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.kernelfs.KernelText;
import dev.ringfence.ledger.LedgerResult;
import dev.ringfence.recording.Completeness.Concern;
import dev.ringfence.recording.Completeness.Gap;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.RecordingJoin;
import dev.ringfence.recording.Settling;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.snapshot.FdSnapshot;
import dev.ringfence.snapshot.FdTarget;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads the worker's descriptor table, joins it with the trace, and sends recordings from a thread of its own. */
final class RecordingOutput {
    private final int workerPid;
    private final WorkerSpec spec;
    private final Consumer<Frame> toWorker;
    private final NativeProcess processes;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ringfence-recordings");
        thread.setDaemon(true);
        return thread;
    });

    RecordingOutput(int workerPid, WorkerSpec spec, Consumer<Frame> toWorker, NativeProcess processes) {
        this.workerPid = workerPid;
        this.spec = spec;
        this.toWorker = toWorker;
        this.processes = processes;
    }

    /**
     * Reads the numbers and links of the worker's table, without looking at what is behind them. Through a thread that
     * is alive: when the leader has exited before its threads, {@code /proc/PID/fd} is empty.
     */
    FdSnapshot capture(long atNanos, int tid) {
        String directory = "/proc/" + workerPid + "/task/" + tid + "/fd";
        String[] names = new File(directory).list();
        if (names == null) {
            directory = "/proc/" + workerPid + "/fd";
            names = new File(directory).list();
        }
        Map<Integer, FdTarget> targets = new TreeMap<>();
        for (String name : names == null ? new String[0] : names) {
            try {
                targets.put(
                        KernelText.line(directory, name).decimalInt(0, "descriptor"),
                        FdTarget.ofLink(
                                Files.readSymbolicLink(Path.of(directory, name)).toString()));
            } catch (IOException closedMeanwhile) {
                // Listed, and closed before it could be looked at: it is not open.
            }
        }
        return new FdSnapshot(atNanos, targets);
    }

    /** Makes the recording of a window that has settled, and sends it. */
    void finish(Window window, LedgerResult result, FdSnapshot after, Settling settling) {
        RecordingJoin.Window bounds = new RecordingJoin.Window(
                "window " + window.number, new Pid(workerPid), window.startNanos, window.endNanos(), spec.observed());
        List<Gap> gaps = window.gaps().stream()
                .map(text -> new Gap(Concern.DESCRIPTORS, text))
                .toList();
        RecordingJoin.Trace trace = new RecordingJoin.Trace(window.events(), window.dropped(), window.counts(), gaps);
        int number = window.number;
        sender.execute(() -> {
            Recording recording = RecordingJoin.join(bounds, trace, result, window.before, after, settling);
            toWorker.accept(new Frame.RecordingReady(number, RecordingCodec.toJson(recording)));
        });
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
