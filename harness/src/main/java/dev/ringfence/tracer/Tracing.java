package dev.ringfence.tracer;

import dev.ringfence.channel.Frame;
import dev.ringfence.channel.WorkerSpec;
import dev.ringfence.ffi.Libc;
import dev.ringfence.ffi.Ptrace;
import dev.ringfence.ffi.RemoteMemory;
import dev.ringfence.kernelfs.Reading;
import dev.ringfence.trace.StackSource;
import dev.ringfence.trace.TraceClock;
import dev.ringfence.trace.TraceLoop;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What traces one worker: the loop, and the windows that it fills. */
record Tracing(TraceLoop loop, Windows windows) {

    /** Makes what traces a process that this thread has seized, with a worker at the other end of a link. */
    static Tracing of(int pid, WorkerSpec spec, Ptrace ptrace, Libc libc, WorkerLink link) {
        return of(pid, spec, ptrace, libc, link, link::heapInfo, link::send);
    }

    /**
     * Makes what traces a process.
     *
     * @param stacks whom to ask for stacks
     * @param heapInfo what the worker's virtual machine says of its heap
     * @param toWorker where recordings go
     */
    static Tracing of(
            int pid,
            WorkerSpec spec,
            Ptrace ptrace,
            Libc libc,
            StackSource stacks,
            Supplier<Reading<String>> heapInfo,
            Consumer<Frame> toWorker) {
        TraceClock clock = new TraceClock();
        StateCapture states = new StateCapture(libc, clock, spec.captured(), pid, heapInfo);
        RecordingOutput recordings = new RecordingOutput(pid, spec, clock, toWorker, libc, states);
        Windows windows = new Windows(pid, spec, clock, recordings);
        TraceLoop loop = new TraceLoop(
                ptrace,
                new RemoteMemory(libc),
                new TraceLoop.Subject(pid, spec.entryOnly(), spec.javaHome(), LoadedPaths.of(spec.classPath())),
                clock,
                windows,
                stacks);
        windows.attach(loop);
        return new Tracing(loop, windows);
    }
}
