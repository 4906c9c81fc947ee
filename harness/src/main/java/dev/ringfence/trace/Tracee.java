package dev.ringfence.trace;

import dev.ringfence.event.ActorKind;
import org.jspecify.annotations.Nullable;

/** One traced thread and what the loop knows of it. */
final class Tracee {
    final int tid;
    int pid;
    /** The call it is in, once its entry was seen and while its exit is awaited. */
    @Nullable
    PendingCall pending;
    /** A call that a signal interrupted: the kernel enters it again, or the program sees EINTR. */
    @Nullable
    PendingCall interrupted;
    /** Kernel or Java name; null until it is first needed. */
    @Nullable
    String name;
    /** What it is; null until it is first needed. Never {@link ActorKind#TEST}, which depends on the open window. */
    @Nullable
    ActorKind kind;
    /** Kernel name it was born with, its creator's: the virtual machine names a thread a moment later. */
    @Nullable
    String inheritedName;
    /** Whether it may still have the name of its creator, until that is known to be otherwise. */
    boolean maybeUnnamed;
    /** Whether the worker was asked what it is. */
    boolean proved;
    /** Whether it was still at work when the longest time was over that a window waits, and has not been seen to rest since. */
    boolean restless;
    /** Number of the stack request that keeps it stopped; 0 for none. */
    int heldFor;

    Tracee(int tid, int pid) {
        this.tid = tid;
        this.pid = pid;
    }
}
