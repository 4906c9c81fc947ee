package dev.ringfence.tracer;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.event.TraceEvent;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.NativeProcess;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.codec.RecordingCodec;
import dev.ringfence.snapshot.SnapshotPart;
import dev.ringfence.spawn.Injection;
import dev.ringfence.spawn.SpawnFailure;
import dev.ringfence.spawn.StoppedShell;
import dev.ringfence.syscall.ObservedSet;
import dev.ringfence.syscall.SyscallTable;
import dev.ringfence.trace.StackSource;
import dev.ringfence.trace.TraceClock;
import dev.ringfence.trace.TraceLoop;
import dev.ringfence.trace.seccomp.FilterProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program that is not a JVM as a worker: the real spawn, loop and windows, without a channel, so without stacks.
 * The program marks its windows by lseek itself.
 */
final class TracedProgram {

    /**
     * What was seen.
     *
     * @param recordings by number of the window
     * @param end how the program ended
     */
    record Outcome(Map<Integer, Recording> recordings, Frame.WorkerEnded end) {
        Recording window(int number) {
            Recording recording = recordings.get(number);
            if (recording == null) {
                throw new AssertionError("window " + number + " was not recorded; the program " + end.description());
            }
            return recording;
        }
    }

    private static final StackSource NO_STACKS = new StackSource() {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public int request(int tid) {
            throw new IllegalStateException("not ready");
        }

        @Override
        public @Nullable Answer poll(int request) {
            return null;
        }

        @Override
        public void forget(int request) {
            throw new IllegalStateException("not ready");
        }
    };

    private TracedProgram() {}

    /** Runs the program to its end, for at most a minute. */
    static Outcome run(String... command) throws InterruptedException, ExecutionException, TimeoutException {
        return runObserving(ObservedSet.defaults(), command);
    }

    /** Runs the program to its end, for at most a minute, and stops it at these calls. */
    static Outcome runObserving(Set<String> observed, String... command)
            throws InterruptedException, ExecutionException, TimeoutException {
        return runWith(new Options(observed, Set.of(), Set.of(), 10_000, Path.of("/none")), command);
    }

    /**
     * How to trace.
     *
     * @param observed the calls it stops at
     * @param entryOnly those of them that are only to be counted
     * @param captured parts of the snapshots
     * @param eventLimit how many events are kept in memory
     * @param directory where the others go
     */
    record Options(
            Set<String> observed, Set<String> entryOnly, Set<SnapshotPart> captured, int eventLimit, Path directory) {}

    /** Runs the program to its end, for at most a minute. */
    static Outcome runWith(Options options, String... command)
            throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<Outcome> task = new FutureTask<>(() -> trace(List.of(command), options));
        Thread thread = new Thread(task, "tracer under test");
        thread.setDaemon(true);
        thread.start();
        return task.get(60, TimeUnit.SECONDS);
    }

    private static Outcome trace(List<String> command, Options options) throws SpawnFailure {
        Libc libc = Libc.load();
        Ptrace ptrace = new Ptrace(libc);
        NativeProcess processes = new NativeProcess(libc);
        StoppedShell shell = StoppedShell.start(
                ptrace, processes, new StoppedShell.Plan(command, Map.of("PATH", "/usr/bin:/bin"), "/", -1, -1));
        Injection.prepare(
                ptrace,
                shell,
                FilterProgram.observing(options.observed().stream()
                        .map(name -> SyscallTable.x86_64().number(name).orElseThrow())
                        .collect(Collectors.toSet())));
        WorkerSpec spec = new WorkerSpec(
                command,
                Map.of(),
                "/",
                options.directory().resolve("socket").toString(),
                options.observed(),
                options.entryOnly(),
                options.captured(),
                100,
                1500,
                options.eventLimit(),
                "/no-jdk",
                List.of());
        Map<Integer, Recording> recordings = new ConcurrentHashMap<>();
        TraceClock clock = new TraceClock();
        RecordingOutput output = new RecordingOutput(
                shell.pid(),
                spec,
                clock,
                frame -> {
                    Frame.RecordingReady ready = (Frame.RecordingReady) frame;
                    recordings.put(ready.window(), RecordingCodec.fromJson(ready.recording()));
                },
                libc,
                new StateCapture(
                        libc,
                        clock,
                        spec.captured(),
                        shell.pid(),
                        () -> new Reading.Absent<>("it is no virtual machine")));
        Windows windows = new Windows(shell.pid(), spec, clock, output);
        TraceLoop loop = new TraceLoop(
                ptrace,
                new RemoteMemory(libc),
                new TraceLoop.Subject(shell.pid(), spec.entryOnly(), spec.javaHome(), spec.classPath()),
                clock,
                windows,
                NO_STACKS);
        windows.attach(loop);
        shell.release();
        loop.run();
        windows.close();
        return new Outcome(Map.copyOf(recordings), windows.workerEnded());
    }

    /** Returns the events of a type. */
    static <T extends TraceEvent> List<T> events(Recording recording, Class<T> type) {
        return recording.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
