package dev.ringfence.tracer;

import dev.ringfence.channel.ChannelException;
import dev.ringfence.channel.Frame;
import dev.ringfence.channel.FrameChannel;
import dev.ringfence.channel.PrivateDirectory;
import dev.ringfence.environment.Doctor;
import dev.ringfence.environment.LiveTracingProbe;
import dev.ringfence.environment.ProbeResult.Fails;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.spawn.SpawnFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The tracer JVM: started by the test JVM, it spawns workers one after another and traces them until the channel ends. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TracerMain {
    private static final int SIGKILL = 9;

    private final FrameChannel control;
    private final Path controlSocket;
    private final BlockingQueue<Optional<Frame.StartWorker>> starts = new LinkedBlockingQueue<>();
    private volatile @Nullable WorkerRun current;
    private volatile boolean gone;
    private volatile boolean endIsMeant;

    private TracerMain(FrameChannel control, Path controlSocket) {
        this.control = control;
        this.controlSocket = controlSocket;
    }

    /**
     * Runs until the test JVM closes the channel or dies.
     *
     * @param arguments path of the control socket
     */
    public static void main(String[] arguments) {
        FrameChannel control = FrameChannel.connect(Path.of(arguments[0]));
        TracerMain tracer = new TracerMain(control, Path.of(arguments[0]));
        int status = 0;
        boolean failed = false;
        try {
            tracer.run();
        } catch (RuntimeException | LinkageError e) {
            status = 1;
            failed = true;
            control.send(failure(e, List.of()));
        }
        try {
            control.flushAndClose(Duration.ofSeconds(5));
        } catch (ChannelException testJvmIsGone) {
            // Nobody is left to be told.
            status = 1;
        }
        removeDirectory(Path.of(arguments[0]).getParent());
        if (!failed && !tracer.endIsMeant) {
            endWithoutArchive();
        }
        // Relay threads may sit in a read of a worker that is dead: there is nothing to wait for.
        Runtime.getRuntime().halt(status);
    }

    /** A class-data archive would be written when the virtual machine halts, and nobody is left to own it. */
    private static void endWithoutArchive() {
        try {
            new NativeProcess(Libc.load()).kill((int) ProcessHandle.current().pid(), SIGKILL);
        } catch (LinkageError | RuntimeException cannotTrace) {
            // Then it halts.
            return;
        }
    }

    /** The test JVM removes its private directory itself, unless it was killed. */
    private static void removeDirectory(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try {
            PrivateDirectory.deleteTree(directory);
        } catch (IOException inUse) {
            // The next test JVM of this user sweeps it.
            return;
        }
    }

    private static Frame.Unavailable unavailable(Fails refusal) {
        return new Frame.Unavailable(refusal.finding(), refusal.remedy());
    }

    static Frame.TracerFailed failure(Throwable e, List<String> lastEvents) {
        return new Frame.TracerFailed(String.valueOf(e.getMessage()), Stacks.render(e), lastEvents);
    }

    private void run() {
        // The test JVM makes the command of the worker while this one loads what it needs.
        control.send(new Frame.TracerReady((int) ProcessHandle.current().pid()));
        Thread reader = new Thread(this::readControl, "ringfence-control");
        reader.setDaemon(true);
        reader.start();
        Consumer<Frame.StartWorker> tracing = tracing();
        while (true) {
            Optional<Frame.StartWorker> start = nextStart();
            if (start.isEmpty()) {
                return;
            }
            tracing.accept(start.get());
        }
    }

    /** Returns what traces a worker, or says why none can be traced here. */
    private Consumer<Frame.StartWorker> tracing() {
        Optional<Fails> glance = Doctor.atAGlance().refusal();
        if (glance.isPresent()) {
            Fails reason = Doctor.ofThisMachine().refusal().orElseGet(glance::get);
            return start -> control.send(unavailable(reason));
        }
        Libc libc;
        try {
            libc = Libc.load();
        } catch (LinkageError | RuntimeException e) {
            Optional<Fails> reason = Doctor.ofThisMachine().refusal();
            if (reason.isEmpty()) throw e;
            return start -> control.send(unavailable(reason.get()));
        }
        Ptrace ptrace = new Ptrace(libc);
        NativeProcess processes = new NativeProcess(libc);
        Rehearsal rehearsal = new Rehearsal(libc, ptrace, controlSocket.resolveSibling("rehearsal.socket"));
        rehearsal.start(processes, () -> !starts.isEmpty());
        Runnable once = onceInBackground(rehearsal::window);
        return start -> trace(new WorkerRun(start.spec(), control, libc, ptrace, processes, once));
    }

    private static Runnable onceInBackground(Runnable action) {
        Thread thread = new Thread(action, "ringfence-rehearsal");
        thread.setDaemon(true);
        return () -> {
            if (thread.getState() == Thread.State.NEW) thread.start();
        };
    }

    private Optional<Frame.StartWorker> nextStart() {
        try {
            return starts.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the tracer thread", e);
        }
    }

    private void trace(WorkerRun run) {
        current = run;
        if (gone) {
            run.kill();
        }
        try {
            run.run();
        } catch (SpawnFailure e) {
            control.send(unavailable(Doctor.ofThisMachine().refusal().orElseGet(() -> LiveTracingProbe.explain(e))));
        } catch (RuntimeException e) {
            run.kill();
            control.send(failure(e, run.lastStops()));
            throw e;
        } finally {
            current = null;
        }
    }

    private void readControl() {
        try {
            while (true) {
                Optional<Frame> frame = control.read();
                if (frame.isEmpty()) {
                    break;
                }
                dispatch(frame.get());
            }
        } catch (ChannelException broken) {
            // A test JVM that was killed ends the channel within a frame: the end all the same.
            control.send(failure(broken, List.of()));
        } finally {
            testJvmIsGone();
        }
    }

    private void dispatch(Frame frame) {
        WorkerRun run = current;
        if (frame instanceof Frame.StartWorker start) {
            starts.add(Optional.of(start));
        } else if (frame instanceof Frame.EndTracer) {
            endIsMeant = true;
        } else if (run == null) {
            // The worker has ended meanwhile, and the test JVM is being told so.
            return;
        } else if (frame instanceof Frame.KillWorker) {
            run.kill();
        } else {
            run.toWorker(frame);
        }
    }

    private void testJvmIsGone() {
        gone = true;
        starts.add(Optional.empty());
        WorkerRun run = current;
        if (run != null) {
            run.kill();
        }
    }
}
