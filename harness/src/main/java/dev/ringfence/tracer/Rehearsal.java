package dev.ringfence.tracer;

import dev.ringfence.channel.FrameServer;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.event.MarkerCode;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativePipe;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.spawn.Injection;
import dev.ringfence.spawn.SpawnFailure;
import dev.ringfence.spawn.StoppedShell;
import dev.ringfence.syscall.ObservedSet;
import dev.ringfence.trace.StackSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does once what a worker and its windows take, with nothing that is anybody's: the first time, what takes long is to load the
 * classes. The start of a worker is rehearsed while the test JVM plans, a window while the first worker starts.
 */
final class Rehearsal {
    private static final List<String> DOES_NOTHING = List.of("/bin/sh", "-c", ":");
    private static final long SETTLE_MILLIS = 100;
    private static final int WINDOW = 1;
    private static final int TURNS = 20;

    private static final StackSource NO_STACKS = new StackSource() {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public int request(int tid) {
            throw new IllegalStateException("nobody is there to ask about thread " + tid);
        }

        @Override
        public @Nullable Answer poll(int request) {
            throw new IllegalStateException("nobody was asked " + request);
        }

        @Override
        public void forget(int request) {}
    };

    private final Libc libc;
    private final Ptrace ptrace;
    private final WorkerSpec spec;

    /**
     * Makes it.
     *
     * @param socket a path for one, in a private directory
     */
    Rehearsal(Libc libc, Ptrace ptrace, Path socket) {
        this.libc = libc;
        this.ptrace = ptrace;
        this.spec = new WorkerSpec(
                DOES_NOTHING,
                Map.of(),
                "/",
                socket.toString(),
                ObservedSet.defaults(),
                Set.of(),
                Set.of(),
                0,
                SETTLE_MILLIS,
                1,
                System.getProperty("java.home"),
                List.of());
    }

    /**
     * Starts a worker and traces it to its end, or up to where something real is to be done. Belongs to the tracer thread.
     *
     * @param wanted whether there is something real to do
     */
    void start(NativeProcess processes, BooleanSupplier wanted) {
        if (wanted.getAsBoolean()) return;
        try (NativePipe out = new NativePipe(libc);
                NativePipe err = new NativePipe(libc)) {
            FrameServer.bind(Path.of(spec.socket())).close();
            StoppedShell shell = StoppedShell.start(ptrace, processes, WorkerRun.plan(spec, out, err));
            boolean released = false;
            try {
                released = prepare(shell, wanted);
            } finally {
                if (!released) shell.kill();
            }
        } catch (SpawnFailure asOfTheFirstWorker) {
            // Which says so, and why.
            return;
        }
    }

    /** Returns whether the shell was let go, and is gone; it was not where something real is to be done. */
    private boolean prepare(StoppedShell shell, BooleanSupplier wanted) throws SpawnFailure {
        if (wanted.getAsBoolean()) return false;
        Injection.prepare(ptrace, shell, WorkerRun.filter(spec.observed()));
        if (wanted.getAsBoolean()) return false;
        Tracing tracing = tracing(shell.pid());
        boolean goesOn = !wanted.getAsBoolean();
        if (goesOn) {
            shell.release();
            tracing.loop().run();
        }
        tracing.windows().close();
        return goesOn;
    }

    /** Opens and closes a window around this process, and writes its recording. */
    void window() {
        int pid = (int) ProcessHandle.current().pid();
        Windows windows = tracing(pid).windows();
        windows.marker(pid, MarkerCode.WINDOW_OPEN, WINDOW);
        windows.marker(pid, MarkerCode.WINDOW_CLOSE, WINDOW);
        // Two are enough, unless this process opens and closes files of its own meanwhile.
        for (int turn = 0; turn < TURNS && windows.isSettling(); turn++) windows.idle();
        windows.close();
    }

    private Tracing tracing(int pid) {
        return Tracing.of(
                pid, spec, ptrace, libc, NO_STACKS, () -> new Reading.Absent<>("there is no worker"), recording -> {});
    }
}
