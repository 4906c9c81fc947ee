package dev.ringfence.tracer;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.channel.FrameServer;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativePipe;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.spawn.Injection;
import dev.ringfence.spawn.SpawnFailure;
import dev.ringfence.spawn.StoppedShell;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.trace.TraceLoop;
import dev.ringfence.trace.seccomp.FilterProgram;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One worker: its start, its trace, its end. {@link #run} belongs to the tracer thread; the rest may be called by any. */
final class WorkerRun {
    private static final int SIGKILL = 9;

    private final WorkerSpec spec;
    private final FrameChannel control;
    private final Libc libc;
    private final Ptrace ptrace;
    private final NativeProcess processes;
    private final Runnable onceStarted;
    private volatile @Nullable TraceLoop loop;
    private volatile @Nullable WorkerLink link;
    private volatile boolean killed;

    /**
     * Makes it.
     *
     * @param onceStarted what is done when the worker has started
     */
    WorkerRun(
            WorkerSpec spec,
            FrameChannel control,
            Libc libc,
            Ptrace ptrace,
            NativeProcess processes,
            Runnable onceStarted) {
        this.spec = spec;
        this.control = control;
        this.libc = libc;
        this.ptrace = ptrace;
        this.processes = processes;
        this.onceStarted = onceStarted;
    }

    /** Starts the worker and traces it until it, and all that came from it, is gone. */
    void run() throws SpawnFailure {
        try (NativePipe out = new NativePipe(libc);
                NativePipe err = new NativePipe(libc);
                FrameServer server = FrameServer.bind(Path.of(spec.socket()))) {
            OutputRelay output = new OutputRelay(control, out, err);
            StoppedShell shell = StoppedShell.start(ptrace, processes, plan(spec, out, err));
            int pid = shell.pid();
            try {
                Injection.prepare(ptrace, shell, filter(spec.observed()));
            } catch (SpawnFailure e) {
                shell.kill();
                throw e;
            }
            out.closeWriteEnd();
            err.closeWriteEnd();
            control.send(new Frame.WorkerStarted(pid));
            output.start();
            boolean asksForHeap = spec.captured().contains(SnapshotPart.HEAP);
            WorkerLink workerLink = new WorkerLink(control, output, server, asksForHeap);
            Tracing tracing = Tracing.of(pid, spec, ptrace, libc, workerLink);
            TraceLoop traceLoop = tracing.loop();
            workerLink.start(traceLoop);
            loop = traceLoop;
            link = workerLink;
            try {
                shell.release();
            } catch (SpawnFailure e) {
                shell.kill();
                workerLink.awaitEnd();
                throw e;
            }
            if (killed) {
                kill();
            }
            onceStarted.run();
            traceLoop.run();
            finish(pid, tracing.windows(), workerLink, output);
        }
    }

    static StoppedShell.Plan plan(WorkerSpec spec, NativePipe out, NativePipe err) {
        return new StoppedShell.Plan(
                spec.command(), spec.environment(), spec.workingDirectory(), out.writeEnd(), err.writeEnd());
    }

    static FilterProgram filter(Set<String> observed) {
        Set<Integer> numbers = new HashSet<>();
        for (String name : observed) {
            SyscallTable.x86_64().number(name).ifPresent(numbers::add);
        }
        return FilterProgram.observing(numbers);
    }

    /** Everything the worker sent and wrote goes ahead of the news that it is gone. */
    private void finish(int pid, Windows windows, WorkerLink workerLink, OutputRelay output) {
        windows.close();
        workerLink.awaitEnd();
        output.awaitEnd();
        LeftBehind.deletePerformanceData(pid, spec.environment());
        control.send(windows.workerEnded());
    }

    /** Hands a frame of the test JVM to the worker. */
    void toWorker(Frame frame) {
        WorkerLink workerLink = link;
        if (workerLink != null) {
            workerLink.send(frame);
        }
    }

    /** Kills the worker and all processes that came from it. Its trace then ends by itself. */
    void kill() {
        killed = true;
        TraceLoop traceLoop = loop;
        if (traceLoop != null) {
            for (int pid : traceLoop.pids()) {
                processes.kill(pid, SIGKILL);
            }
        }
    }

    /** Kills the processes that the worker left behind. */
    static void killAll(NativeProcess processes, Set<Integer> pids) {
        for (int pid : pids) {
            processes.kill(pid, SIGKILL);
        }
    }

    List<String> lastStops() {
        TraceLoop traceLoop = loop;
        return traceLoop == null ? List.of() : traceLoop.lastStops();
    }
}
