package dev.ringfence.trace;

import dev.ringfence.event.JavaStack;
import dev.ringfence.kernelfs.proc.MachineLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Threads that stay stopped at a call until the worker has told their Java stack. HotSpot can walk a thread
 * that is inside a native call; one that is inside the virtual machine holds the walk back, so each has a deadline.
 */
final class HeldThreads {
    private static final long PATIENCE_NANOS = 100_000_000;
    /** On a busy machine the sampler waits for a processor, which says nothing about the thread it is to walk. */
    private static final long BUSY_PATIENCE_NANOS = 2_000_000_000;
    /** For files that the virtual machine itself reads: there the thread most likely cannot be walked. */
    private static final long SHORT_PATIENCE_NANOS = 5_000_000;

    private static final long BUSY_SHORT_PATIENCE_NANOS = 25_000_000;

    /** Takes over when the stack is there, or will not come. */
    interface Continuation {
        /** Called with the result of a call that was left, and with none for one that was entered. */
        void resume(Tracee tracee, PendingCall call, OptionalLong result, StackSource.Answer answer);
    }

    private record Held(
            Tracee tracee, PendingCall call, OptionalLong result, int request, long deadline, long busyDeadline) {}

    private final StackSource source;
    private final Continuation continuation;
    private final List<Held> held = new ArrayList<>();

    HeldThreads(StackSource source, Continuation continuation) {
        this.source = source;
        this.continuation = continuation;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Asks for the stack of a thread that is stopped at the exit of its call, or, without a result, at the entry. */
    void hold(Tracee tracee, PendingCall call, OptionalLong result) {
        int request = source.request(tracee.tid);
        tracee.heldFor = request;
        boolean hopeless = Scopes.isReadByVirtualMachine(call.path());
        long now = System.nanoTime();
        held.add(new Held(
                tracee,
                call,
                result,
                request,
                now + (hopeless ? SHORT_PATIENCE_NANOS : PATIENCE_NANOS),
                now + (hopeless ? BUSY_SHORT_PATIENCE_NANOS : BUSY_PATIENCE_NANOS)));
    }

    /** Resumes whom an answer has come for, or whose time is over. Returns whether there was one. */
    boolean poll() {
        boolean any = false;
        for (int i = 0; i < held.size(); i++) {
            Held one = held.get(i);
            StackSource.Answer answer = source.poll(one.request());
            if (answer == null && isOver(one)) {
                source.forget(one.request());
                answer = new StackSource.Answer(
                        new JavaStack.Absent(
                                "the thread could not be walked within its deadline; it was inside the virtual machine"),
                        true,
                        false);
            }
            if (answer != null) {
                held.remove(i--);
                one.tracee().heldFor = 0;
                any = true;
                continuation.resume(one.tracee(), one.call(), one.result(), answer);
            }
        }
        return any;
    }

    private static boolean isOver(Held one) {
        long now = System.nanoTime();
        return now - one.busyDeadline() >= 0 || (now - one.deadline() >= 0 && !MachineLoad.isBusy());
    }

    /** Forgets a thread that died while it was held. */
    void forget(int tid) {
        held.removeIf(one -> {
            boolean dead = one.tracee().tid == tid;
            if (dead) {
                source.forget(one.request());
            }
            return dead;
        });
    }
}
